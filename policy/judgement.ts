import { UnknownValueError } from "@pulumi/policy";

/**
 * Judging with values that a preview cannot know.
 *
 * The policy runtime throws `UnknownValueError` when a rule reads such a value, and prints it as "can't run policy …
 * during preview": the person sees that the rule was not judged. It does so for the first unknown value alone, which
 * would hide what can be judged; the functions here judge the rest first.
 */

/**
 * Runs every check, and only then reports what could not be judged.
 *
 * @throws UnknownValueError naming every unknown value met, when there was one.
 */
export function judgeEach(checks: (() => void)[]): void {
  const unknowns: UnknownValueError[] = [];
  for (const check of checks) {
    try {
      check();
    } catch (error) {
      unknowns.push(asUnknown(error));
    }
  }
  throwUnknowns(unknowns);
}

/**
 * Whether the test holds for one item at least. A yes is final even if another item is unknown; a no is not.
 *
 * @throws UnknownValueError when no known item passes and an unknown one might.
 */
export function holdsForAny<T>(items: readonly T[], test: (item: T) => boolean): boolean {
  const unknowns: UnknownValueError[] = [];
  for (const item of items) {
    try {
      if (test(item)) {
        return true;
      }
    } catch (error) {
      unknowns.push(asUnknown(error));
    }
  }
  throwUnknowns(unknowns);
  return false;
}

/**
 * Judges one resource of a stack rule. The runtime does not say which resource an unknown value belongs to when it
 * judges a whole stack, so its name is put into the message.
 */
export function judgeNamed(label: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    const unknown = asUnknown(error);
    unknown.message = `${label}: ${unknown.message}`;
    throw unknown;
  }
}

/** Readers of a list's elements, to be called one by one: reading a list at once stops at its first unknown element. */
export function elementsOf<T>(list: readonly T[]): (() => T)[] {
  return Array.from({ length: list.length }, (_, index) => () => list[index]!);
}

/** The value, or undefined if only the update can tell. For comparisons in which unknown means different. */
export function ifKnown<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    asUnknown(error);
    return undefined;
  }
}

/** Whether a property is given at all. An unknown value counts: there will be one. */
export function isGiven(properties: Record<string, unknown>, name: string): boolean {
  if (!(name in properties)) {
    return false;
  }
  try {
    const value = properties[name];
    return value !== null && value !== undefined && value !== "";
  } catch (error) {
    asUnknown(error);
    return true;
  }
}

function asUnknown(error: unknown): UnknownValueError {
  if (error instanceof UnknownValueError) {
    return error;
  }
  throw error;
}

function throwUnknowns(unknowns: UnknownValueError[]): void {
  const [first] = unknowns;
  if (first) {
    first.message = [...new Set(unknowns.map((unknown) => unknown.message))].join("; ");
    throw first;
  }
}
