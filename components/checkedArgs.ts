import * as pulumi from "@pulumi/pulumi";
import { isAlreadyChecked } from "./alreadyChecked";
import { shownBy } from "./knownInPreview";
import { checkOutputs, checkSound, type ArgumentTypes } from "./plan/argumentTypes";
import { describeProblem, describeProblems, errorsOf, warningsOf, type Problem } from "./plan/problem";
import { KoreAccess } from "./plan/roles";

/**
 * Checks a component's arguments. Plain values are checked at once, so that nothing is registered when one is wrong.
 * Outputs are checked together, as soon as all are known that a run can know, and what depends on one is not made before:
 * some rules speak of two of them.
 *
 * @param component What the message calls the component, such as `KoreByok "byok"`.
 * @param args As the caller gave them. A caller in another language may have given none, or others.
 * @param types The component's arguments: what is no argument is refused, and what is missing told.
 * @param rules Finds the problems of plain arguments. `pending` names those that are given but not known yet, or wrong
 * already.
 * @returns The arguments, with each output replaced by its checked twin.
 * @throws pulumi.RunError naming all problems at once.
 */
export function checkedArgs<Args extends object>(
  component: string,
  args: Args,
  types: ArgumentTypes<Args>,
  rules: (plain: Partial<pulumi.Unwrap<Args>>, pending: ReadonlySet<string>) => Problem[],
): Args {
  if (isAlreadyChecked(args)) {
    return args;
  }
  const all: [string, unknown][] = Object.entries(args ?? {});
  const given = all.filter(([, value]) => value !== undefined);
  const plain = given.filter(([, value]) => !holdsOutput(value));
  const outputs = given
    .filter(([, value]) => holdsOutput(value))
    .map(([key, value]): [string, pulumi.Output<unknown>] => [key, pulumi.output(value)]);
  const problemsOf = (known: [string, unknown][], late: ReadonlySet<string>) =>
    checkSound(Object.fromEntries(known) as Partial<pulumi.Unwrap<Args>>, types, late, rules);

  const late = new Set(outputs.map(([key]) => key));
  const early = [...checkOutputs(late, types), ...problemsOf(plain, late)];
  tellProblems(component, early);
  if (outputs.length === 0) {
    return args;
  }
  const told = new Set(early.map(describeProblem));
  const verdict = knownOf(outputs).then(({ known, pending }) => {
    const late = problemsOf([...plain, ...known], new Set(pending));
    tellProblems(
      component,
      late.filter((problem) => !told.has(describeProblem(problem))),
    );
  });
  const checked = outputs.map(([key, output]) => [
    key,
    output.apply(async (value) => {
      await verdict;
      return value;
    }),
  ]);
  return { ...args, ...(Object.fromEntries(checked) as Partial<Args>) };
}

/** Waits for outputs, without depending on them. One that fails is not known; what waits for it fails by itself. */
async function knownOf(outputs: [string, pulumi.Output<unknown>][]) {
  const known: [string, unknown][] = [];
  const pending: string[] = [];
  for (const [key, output] of outputs) {
    const shown = await shownBy(output).catch(() => ({ known: false }) as const);
    if (shown.known) {
      known.push([key, shown.value]);
    } else {
      pending.push(key);
    }
  }
  return { known: known.filter(([, value]) => value !== undefined), pending };
}

/**
 * Prints the warnings among the problems, and throws where there is an error.
 *
 * @param component What the message calls the component.
 * @param problems What was found in Azure or in the arguments.
 * @param koreAccess Kore's access. While it is revoked, what was found in Azure is only told: the engine deletes nothing
 * after a failed run, so a health check would hold up the kill switch.
 */
export function tellProblems(component: string, problems: Problem[], koreAccess: KoreAccess = KoreAccess.Active): void {
  const revoked = koreAccess === KoreAccess.Revoked;
  for (const problem of revoked ? problems : warningsOf(problems)) {
    void pulumi.log.warn(describeProblems(`${component}:`, [problem]));
  }
  if (!revoked) {
    throwErrors(component, problems);
  }
}

/** Throws `pulumi.RunError`, which prints its message alone, when there is an error among the problems. */
export function throwErrors(component: string, problems: Problem[]): void {
  const errors = errorsOf(problems);
  if (errors.length > 0) {
    const message = describeProblems(`${component}: ${count(errors.length)}`, errors);
    const error = new pulumi.RunError(message);
    // The SDK writes the name of each property that waited for the output before the message: dozens, with alerts.
    Object.defineProperty(error, "message", { get: () => message, set: () => undefined });
    // Thrown while an output resolves, the SDK would print where, which says nothing to the person who has to mend it.
    error.stack = undefined;
    throw error;
  }
}

function count(problems: number): string {
  return problems === 1 ? "1 problem" : `${problems} problems`;
}

function holdsOutput(value: unknown): boolean {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) {
    return true;
  }
  return typeof value === "object" && value !== null && Object.values(value).some(holdsOutput);
}
