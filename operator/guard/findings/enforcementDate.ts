/** The configured enforcement date: one that is not a date, or one that would be moved to a later day or taken away. */
import { hasCome } from "../../../components/plan/day";
import { inputOf, isHidden } from "../change";
import { dayOf } from "../enforcement";
import type { RawFinding } from "../finding";
import { isOurProgram, type Plan } from "../plan";
import { koreByokType, recordedDates } from "../recordedOutputs";

/** Reports `enforcement-date-unreadable`, `enforcement-date-moved` and `enforcement-date-removed`. */
export function enforcementDate(plan: Plan, now: Date): RawFinding[] {
  if (!isOurProgram(plan)) return ofComponents(plan, now);
  const configured = plan.setting("enforcementDate");
  const day = configured === undefined ? undefined : dayOf(configured);
  if (configured !== undefined && day === undefined) return [unreadable(configured)];
  return later("kore-byok-azure:enforcementDate", recordedDates(plan.recorded), day, now);
}

/** Another program takes the date from wherever it likes, and passes it to the component. */
function ofComponents({ changes }: Plan, now: Date): RawFinding[] {
  return changes.flatMap(({ type, before, after }) => {
    const date = inputOf(after, "enforcementDate");
    if (type !== koreByokType || before === undefined || after === undefined || isHidden(date)) return [];
    return later("enforcementDate", recordedDates([before.outputs ?? {}]), date, now);
  });
}

function later(property: string, dates: string[], day: unknown, now: Date): RawFinding[] {
  const [recorded] = dates.sort();
  if (recorded === undefined || (typeof day === "string" && day <= recorded)) return [];
  const isSet = typeof day === "string";
  return [
    {
      rule: isSet ? "enforcement-date-moved" : "enforcement-date-removed",
      level: hasCome(recorded, now) ? "danger" : "warning",
      title: isSet
        ? `The enforcement date would be moved from ${recorded} to ${day}`
        : `The enforcement date, ${recorded}, would be taken away`,
      effect: hasCome(recorded, now)
        ? "It has come: Kore's data is encrypted with this key. After this plan the program would no longer freeze key and vault."
        : "Key and vault are frozen from that day on. Without it, or with a later one, they would not be, while Kore already encrypts with the key.",
      fix: "Keep the date that is set in Kore's console; change it here only once Kore's console has the new one.",
      values: [{ property, before: recorded, after: day }],
    },
  ];
}

function unreadable(configured: string): RawFinding {
  return {
    rule: "enforcement-date-unreadable",
    level: "danger",
    title: `The enforcement date in the configuration is not a date: "${configured}"`,
    effect: "The guard cannot tell whether the key is frozen, and judges the plan as if it were.",
    fix: 'Write it as YYYY-MM-DD in quotes: pulumi config set enforcementDate "2027-01-31".',
  };
}
