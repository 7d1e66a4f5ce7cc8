/** Kinds of step that the guard does not know: dangerous until they are. */
import { nameOf, typeOf } from "../change";
import type { RawFinding } from "../finding";
import type { Plan } from "../plan";
import { isKnownOperation } from "../steps";

/** Reports `unknown-step`. */
export function unknownSteps({ preview }: Plan): RawFinding[] {
  const steps = (preview.steps ?? []).filter(({ op }) => !isKnownOperation(op));
  const counted = Object.keys(preview.changeSummary ?? {}).filter(
    (op) => !isKnownOperation(op) && !steps.some((step) => step.op === op),
  );
  return [
    ...steps.map(({ op, urn }) => unknownStep(op, { urn, type: typeOf(urn), name: nameOf(urn) })),
    ...counted.map((op) => unknownStep(op)),
  ];
}

function unknownStep(op: string, change?: RawFinding["change"]): RawFinding {
  return {
    rule: "unknown-step",
    level: "danger",
    stake: "key",
    change,
    title: `The plan has a step of a kind that the guard does not know: "${op}"${change ? ` for "${change.name}"` : ""}`,
    effect: "A newer Pulumi made this preview. What such a step does to the resource cannot be judged.",
    fix: "Update kore-byok-azure, or read in Pulumi's changelog what the step does and judge it by hand.",
  };
}
