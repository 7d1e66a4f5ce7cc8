/** A preview that is not the whole plan: it failed, was cut off, or had steps taken out. */
import { stripVTControlCharacters } from "node:util";
import { kindOf, labelOf } from "../kinds";
import { nameOf, typeOf } from "../change";
import type { RawFinding } from "../finding";
import type { Plan } from "../plan";
import type { Preview } from "../preview";

/** Reports `stopped-by-protection`, `stopped-by-hook`, `preview-failed` and `preview-incomplete`. */
export function incompletePlan({ preview }: Plan): RawFinding[] {
  const told = (preview.diagnostics ?? [])
    .filter(({ severity }) => severity === "error")
    // Node.js colours the stack traces of exceptions, which Pulumi passes on.
    .map(({ message = "", urn }) => ({ message: stripVTControlCharacters(message), urn }));
  const errors = told.filter(({ message }) => !/^error: (preview|update) failed\s*$/.test(message));
  const failed = told.length > 0;
  return [
    ...errors.map(
      ({ message, urn }) => stoppedByProtection(message, urn) ?? stoppedByHook(message, urn) ?? failure(message, urn),
    ),
    ...(failed && errors.length === 0 ? [unexplained] : []),
    ...(failed ? [] : cutOff(preview)),
  ];
}

/** The engine's own words when `protect` stops it (pulumi/pulumi, pkg/resource/deploy/step_generator.go). */
const protectionMessages = [
  /unable to (replace) resource "([^"]+)"\s+as it is currently marked for protection/,
  /unable to (replace) resource "([^"]+)"\s+as part of replacing/,
  /resource "([^"]+)" cannot be (deleted)\s+because it is protected/,
];

function stoppedByProtection(message: string, urn: string | undefined): RawFinding | undefined {
  const match = protectionMessages.map((pattern) => pattern.exec(message)).find((found) => found !== null);
  if (!match) return undefined;
  const protectedUrn = match.slice(1).find((part) => part.startsWith("urn:")) ?? urn ?? "";
  const verb = match.includes("deleted") ? "delete" : "replace";
  const kind = kindOf(typeOf(protectedUrn));
  return {
    rule: "stopped-by-protection",
    level: "danger",
    stake: kind === "vault" || kind === "key" || kind === "resourceGroup" ? "key" : undefined,
    change: { urn: protectedUrn, type: typeOf(protectedUrn), name: nameOf(protectedUrn) },
    title: `Pulumi's protection stops this plan: it would ${verb} the ${kind ? labelOf(kind) : "resource"} "${nameOf(protectedUrn)}"`,
    effect:
      "Nothing happens as long as the protection is on. The preview ended there, so the rest of the plan is not in it.",
    fix: "Revert the change that causes it. Do not lift the protection, as Pulumi's message proposes, and do not use --ignore-protect.",
  };
}

/** The engine's own words when a hook stops it, such as those on the vault and on Kore's role assignment. */
const hookMessages = [/before hook "[^"]+" failed: (.*)/s, /(Resource has delete hooks registered.*)/s];

function stoppedByHook(message: string, urn: string | undefined): RawFinding | undefined {
  const match = hookMessages.map((pattern) => pattern.exec(message)).find((found) => found !== null);
  if (!match || !urn) return undefined;
  const kind = kindOf(typeOf(urn));
  return {
    rule: "stopped-by-hook",
    level: "danger",
    stake: kind === "roleAssignment" ? "access" : undefined,
    change: { urn, type: typeOf(urn), name: nameOf(urn) },
    title: `A hook of the program stops this plan at the ${kind ? labelOf(kind) : "resource"} "${nameOf(urn)}"`,
    effect: `${shortened(match[1] ?? "")} The preview ended there, so the rest of the plan is not in it.`,
    fix: "Revert the change that causes it.",
  };
}

function failure(message: string, urn: string | undefined): RawFinding {
  return {
    rule: "preview-failed",
    level: "danger",
    change: urn === undefined || urn === "" ? undefined : { urn, type: typeOf(urn), name: nameOf(urn) },
    title: "The preview failed, so this is not the whole plan",
    effect: shortened(message),
    fix: "Fix what the message reports, and make the preview again.",
  };
}

/** A policy pack's violations, for one, are not among the diagnostics of a preview in JSON. */
const unexplained: RawFinding = {
  rule: "preview-failed",
  level: "danger",
  title: "The preview failed, so this is not the whole plan",
  effect: "Pulumi does not say why in its JSON output. A mandatory rule of a policy pack may have been violated.",
  fix: "Run `pulumi preview` without --json, which says why; fix that, and make the preview again.",
};

/** A stack trace does not help a reviewer, and names folders of the machine that ran the preview. */
function shortened(message: string): string {
  const lines = message
    .split("\n")
    .filter((line) => !/^\s+at /.test(line))
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const text = lines.join(" ").replace(/^error: /, "");
  return text.length > 600 ? `${text.slice(0, 600)}…` : text;
}

function cutOff({ steps = [], changeSummary, maybeCorrupt }: Preview): RawFinding[] {
  const missing = ["create", "update", "replace", "delete"].filter(
    (op) => (changeSummary?.[op] ?? 0) > steps.filter((step) => step.op === op).length,
  );
  if (changeSummary !== undefined && missing.length === 0 && maybeCorrupt !== true) return [];
  return [
    {
      rule: "preview-incomplete",
      level: "danger",
      title: "The preview is not complete",
      effect:
        changeSummary === undefined
          ? "It has no summary: the run was cancelled before it ended."
          : missing.length > 0
            ? `Its summary counts more steps than it holds (${missing.join(", ")}): some were taken out.`
            : "Pulumi says that its picture of the stack may be corrupt.",
      fix: "Make the preview again with `pulumi preview --json --show-sames`, and give it to the guard unchanged.",
    },
  ];
}
