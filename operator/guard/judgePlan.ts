/** Judges a plan: a pure function from a preview, and the state if it is given, to a verdict. */
import { plain } from "../plain";
import { isHidden } from "./change";
import { enforced, enforcementOf } from "./enforcement";
import { levels, type RawFinding } from "./finding";
import { planOf } from "./plan";
import type { Preview } from "./preview";
import { recordedDates } from "./recordedOutputs";
import { rules } from "./rules";
import type { StackExport } from "./state";
import type { Finding, Verdict } from "./verdict";

/** What a plan is judged with besides the preview. */
export interface JudgeOptions {
  /** What `pulumi stack export` prints, for what a preview does not show. */
  state?: StackExport;
  /** `YYYY-MM-DD`, the date set in Kore's console, if the configuration does not have it. The earliest known date counts. */
  enforcementDate?: string;
  /** Decides whether the enforcement date has come. */
  now: Date;
}

/** What the plan would do to the key and to Kore, worst first. */
export function judgePlan(preview: Preview, { state, enforcementDate, now }: JudgeOptions): Verdict {
  const plan = planOf(preview, state);
  const enforcement = enforcementOf(
    {
      configured: plan.setting("enforcementDate"),
      recorded: recordedDates(plan.recorded),
      given: enforcementDate,
    },
    now,
  );
  const findings = rules
    .flatMap((rule) => rule(plan, now))
    .map((finding) => toFinding(enforced(finding, enforcement)))
    .sort((one, other) => rankOf(one) - rankOf(other));
  const counts = { danger: 0, warning: 0, note: 0 };
  for (const { level } of findings) counts[level] += 1;
  return {
    formatVersion: 1,
    outcome: counts.danger > 0 ? "dangerous" : "safe",
    ...stackOf([...(preview.steps ?? []), ...(preview.diagnostics ?? [])]),
    enforcement: enforcement ?? null,
    counts,
    findings,
  };
}

/** Within a level, what the enforcement date makes worse comes first; the rest stays in the order of the rules. */
function rankOf({ level, enforced }: Finding): number {
  return levels.indexOf(level) * 2 + (enforced ? 0 : 1);
}

/** The stack that steps or resources belong to. Every URN begins with it: `urn:pulumi:<stack>::<project>::…`. */
export function stackOf(items: readonly { urn?: string }[]): { stack: string; project: string } {
  const [start = "", project = ""] = items.find(({ urn }) => urn)?.urn?.split("::") ?? [];
  return { stack: plain(start.replace("urn:pulumi:", "")), project: plain(project) };
}

function toFinding({
  rule,
  level,
  enforced,
  change,
  title,
  effect,
  fix,
  values = [],
}: RawFinding & { enforced: boolean }): Finding {
  return {
    rule,
    level,
    enforced,
    resource:
      change === undefined ? null : { urn: plain(change.urn), type: plain(change.type), name: plain(change.name) },
    title: plain(title),
    effect: plain(effect),
    fix: plain(fix),
    values: values.map(({ property, before, after }) => ({
      property: plain(property),
      ...(before === undefined ? {} : { before: shown(before) }),
      ...(after === undefined ? {} : { after: shown(after) }),
    })),
  };
}

/** The engine's placeholder for an unknown value would mean nothing to a reader. */
function shown(value: unknown): unknown {
  if (isHidden(value)) return "(not shown)";
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shown(inner)]));
}
