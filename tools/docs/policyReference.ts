import { labelOf } from "../../policy/resources/kind";
import { References, Rule } from "../../policy/rule";
import { table } from "./table";

const setNames: Record<Exclude<keyof References, "cis">, string> = {
  landingZones: "Azure landing zones",
  psrule: "PSRule for Azure",
  checkov: "Checkov",
  trivy: "Trivy",
  kics: "KICS",
  pulumi: "Pulumi Best Practices",
};

/** The reference of the policy rules, from the rules themselves, as Markdown. */
export function policyReference(judged: readonly Rule[]): string {
  return [
    "<!-- Generated from policy/rules by tools/docs/policyReference.ts. Change the rules, not this file. -->",
    "# Policy rules",
    "The policy pack `kore-byok-azure` in `policy/` has the rules below. They judge the `azure-native` resources of any " +
      "stack, of every API version. How to run the pack and what the profiles are: [policy/README.md](../policy/README.md).",
    "A **mandatory** rule stops the preview or update, an **advisory** one warns. A value that a preview cannot know is " +
      "reported as `can't run policy … during preview`: the rule has not been judged, and is judged by `pulumi up`.",
    "References to other rule sets name the rule on the same subject; where ours differs on purpose, its section says so. " +
      "CIS is the CIS Microsoft Azure Foundations Benchmark.",
    table(
      ["Rule", "Default", "Severity", "CIS v3", "CIS v4", "CIS v5"],
      judged.map(({ name, enforcementLevel, severity, references: { cis } }) => [
        `[\`${name}\`](#${name})`,
        enforcementLevel,
        severity,
        cis?.v3 ?? "–",
        cis?.v4 ?? "–",
        cis?.v5 ?? "–",
      ]),
    ),
    ...judged.map(section),
  ].join("\n\n");
}

function section(rule: Rule): string {
  const properties = Object.entries(rule.configSchema?.properties ?? {});
  return [
    `## ${rule.name}`,
    rule.description,
    `- Judges: ${rule.judges.map(labelOf).join(", ")}\n- Default: ${rule.enforcementLevel}\n- Severity: ${rule.severity}`,
    `**Fix.** ${rule.remediationSteps}`,
    ...(rule.deviation ? [`**Differs from the references.** ${rule.deviation}`] : []),
    ...(properties.length > 0
      ? [
          table(
            ["Configuration", "Type", "Default", "Meaning"],
            properties.map(([name, schema]) => [
              `\`${name}\``,
              typeOf(schema),
              schema.default === undefined ? "none" : `\`${JSON.stringify(schema.default)}\``,
              schema.description ?? "",
            ]),
          ),
        ]
      : []),
    ...references(rule.references),
    `More: <${rule.url}>`,
  ].join("\n\n");
}

function typeOf(schema: { type?: unknown; enum?: unknown[]; minimum?: number; maximum?: number }): string {
  const limits = [
    ...(schema.enum ? [`one of ${schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(", ")}`] : []),
    ...(schema.minimum === undefined ? [] : [`at least ${schema.minimum}`]),
    ...(schema.maximum === undefined ? [] : [`at most ${schema.maximum}`]),
  ];
  return [String(schema.type), ...limits].join(", ");
}

function references({ cis, ...others }: References): string[] {
  const rows = [
    ...(cis
      ? [
          [
            "CIS",
            Object.entries(cis)
              .map(([edition, number]) => `${edition}: ${number}`)
              .join(", "),
          ],
        ]
      : []),
    ...Object.entries(others).map(([set, ids]) => [
      setNames[set as keyof typeof setNames],
      ids.map((id) => `\`${id}\``).join(", "),
    ]),
  ];
  return rows.length > 0 ? [table(["Also in", "As"], rows)] : ["No other rule set known to us has this rule."];
}
