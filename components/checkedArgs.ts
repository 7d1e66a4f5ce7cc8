import * as pulumi from "@pulumi/pulumi";
import { isAlreadyChecked } from "./alreadyChecked";
import { shownBy } from "./knownInPreview";
import { checkOutputs, checkSound, type AnyArgumentTypes, type ArgumentTypes } from "./plan/argumentTypes";
import { describeProblem, describeProblems, errorsOf, warningsOf, type Problem } from "./plan/problem";
import { KoreAccess } from "./plan/roles";

/**
 * Checks a component's arguments. Plain values are checked at once, so that nothing is registered when one is wrong.
 * Outputs are checked together, since some rules compare two of them: as soon as all that this run can know are known, and
 * before anything that depends on one is created.
 *
 * @param component What the message calls the component, such as `KoreByok "byok"`.
 * @param args As the caller gave them. From another language they may be missing, or of other types.
 * @param types The component's arguments: others are refused, and missing ones reported.
 * @param rules Finds the problems of plain arguments. `pending` names those that are given but not known yet, or already
 * have a problem.
 * @returns The arguments, with each output replaced by its checked twin; a list that may hold outputs stays a list.
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
  const refusable = [...late].filter((key) => !isListOfOutputs(key, args[key as keyof Args], types));
  const early = [...checkOutputs(new Set(refusable), types), ...problemsOf(plain, late)];
  reportProblems(component, early);
  if (outputs.length === 0) {
    return args;
  }
  const reported = new Set(early.map(describeProblem));
  const verdict = knownOf(outputs).then(({ known, pending }) => {
    const lateProblems = problemsOf([...plain, ...known], new Set(pending));
    reportProblems(
      component,
      lateProblems.filter((problem) => !reported.has(describeProblem(problem))),
    );
  });
  const afterVerdict = (output: unknown) =>
    (pulumi.output(output) as pulumi.Output<unknown>).apply(async (value) => {
      await verdict;
      return value;
    });
  const checked = outputs.map(([key, output]) => {
    const value: unknown = args[key as keyof Args];
    return [key, isListOfOutputs(key, value, types) ? value.map(afterVerdict) : afterVerdict(output)];
  });
  return { ...args, ...(Object.fromEntries(checked) as Partial<Args>) };
}

/** Whether an argument is a plain list whose elements may be outputs: its length is known. */
function isListOfOutputs(key: string, value: unknown, types: AnyArgumentTypes): value is unknown[] {
  return Array.isArray(value) && Object.keys(types).includes(key) && types[key]?.mayBeOutput === "elements";
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
 * Prints the warnings among the problems, and throws if there is an error.
 *
 * @param component What the message calls the component.
 * @param problems What was found in Azure or in the arguments.
 * @param koreAccess Kore's access. While it is revoked, errors are printed as warnings: the engine deletes nothing after a
 * failed run, so a failing check would hold up the kill switch.
 * @throws pulumi.RunError naming every error, unless access is revoked.
 */
export function reportProblems(
  component: string,
  problems: Problem[],
  koreAccess: KoreAccess = KoreAccess.Active,
): void {
  const revoked = koreAccess === KoreAccess.Revoked;
  for (const problem of revoked ? problems : warningsOf(problems)) {
    void pulumi.log.warn(describeProblems(`${component}:`, [problem]));
  }
  if (!revoked) {
    throwErrors(component, problems);
  }
}

/** Throws `pulumi.RunError`, of which the message alone is printed, if there is an error among the problems. */
export function throwErrors(component: string, problems: Problem[]): void {
  const errors = errorsOf(problems);
  if (errors.length > 0) {
    const message = describeProblems(`${component}: ${count(errors.length)}`, errors);
    const error = new pulumi.RunError(message);
    // The SDK writes the name of each property that waited for the output before the message: dozens, with alerts.
    Object.defineProperty(error, "message", { get: () => message, set: () => undefined });
    // Thrown while an output resolves, it would be printed with its stack, which is no help in fixing it.
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
