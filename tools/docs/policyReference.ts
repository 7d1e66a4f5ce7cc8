/**
 * Writes the reference of the policy rules, docs/policy-rules.md, from the rules themselves.
 *
 *     tsx tools/docs/policyReference.ts           writes the file
 *     tsx tools/docs/policyReference.ts --check   compares; exits with 1 when the file is out of date
 */
import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { parseArgs } from "node:util";
import * as prettier from "prettier";
import { labelOf } from "../../policy/resources/kind";
import { References, Rule } from "../../policy/rule";
import { rules } from "../../policy/rules";

const root = path.resolve(__dirname, "../..");
const target = path.join(root, "docs", "policy-rules.md");

const setNames: Record<Exclude<keyof References, "cis">, string> = {
  landingZones: "Azure landing zones",
  psrule: "PSRule for Azure",
  checkov: "Checkov",
  trivy: "Trivy",
  kics: "KICS",
  pulumi: "Pulumi Best Practices",
};

/** The reference as Markdown. The same rules give the same text. */
export async function policyReference(judged: readonly Rule[]): Promise<string> {
  const markdown = [
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
  return prettier.format(markdown, { ...(await prettier.resolveConfig(target)), parser: "markdown" });
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

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.map((cell) => cell.replace(/\|/g, "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

async function main(): Promise<void> {
  const { check } = parseArgs({ options: { check: { type: "boolean", default: false } } }).values;
  const wanted = await policyReference(rules);
  if (!check) {
    writeFileSync(target, wanted);
    return;
  }
  let present = "";
  try {
    present = readFileSync(target, "utf8");
  } catch {
    // An absent file is out of date like any other.
  }
  if (present !== wanted) {
    console.error("docs/policy-rules.md is out of date. Run: tsx tools/docs/policyReference.ts");
    process.exitCode = 1;
  }
}

if (require.main === module) {
  void main();
}
