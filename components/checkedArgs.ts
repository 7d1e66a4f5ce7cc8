import * as pulumi from "@pulumi/pulumi";
import { describeProblems, errorsOf, warningsOf, type Problem } from "./plan/problem";

/**
 * Checks a component's arguments. Plain values are checked at once, so that nothing is registered when one is wrong;
 * an output is checked as soon as it is known, and what depends on it is not made before.
 *
 * @param component What the message calls the component, such as `KoreByok "byok"`.
 * @param check Finds the problems of plain arguments. `pending` names those that are given but not known yet.
 * @returns The arguments, with each output replaced by its checked twin.
 * @throws pulumi.RunError naming all problems at once.
 */
export function checkedArgs<Args extends object>(
  component: string,
  args: Args,
  check: (plain: Partial<pulumi.Unwrap<Args>>, pending: ReadonlySet<string>) => Problem[],
): Args {
  const given = Object.entries(args).filter(([, value]) => value !== undefined) as [string, unknown][];
  const outputs = given.filter(([, value]) => holdsOutput(value));
  const plain = Object.fromEntries(given.filter(([, value]) => !holdsOutput(value)));
  const pending = new Set(outputs.map(([key]) => key));
  const problemsOf = (known: Record<string, unknown>, unknown: ReadonlySet<string>) =>
    check(known as Partial<pulumi.Unwrap<Args>>, unknown);

  const problems = problemsOf(plain, pending);
  for (const problem of warningsOf(problems)) {
    void pulumi.log.warn(describeProblems(`${component}:`, [problem]));
  }
  throwErrors(component, problems);

  const checked = outputs.map(([key, value]) => {
    const others = new Set([...pending].filter((other) => other !== key));
    const gated = (pulumi.output(value) as pulumi.Output<unknown>).apply((known) => {
      throwErrors(component, problemsOf({ ...plain, [key]: known }, others));
      return known;
    });
    return [key, gated];
  });
  return { ...args, ...(Object.fromEntries(checked) as Partial<Args>) };
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
