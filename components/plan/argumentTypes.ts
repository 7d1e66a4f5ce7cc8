import { suggestName } from "./nearestName";
import type { Problem } from "./problem";

/** What an argument's value is. */
export interface ArgumentType {
  holds: (value: unknown) => boolean;
  /** What the value must be, for a message. */
  rule: string;
  fix: string;
  /** Whether the value may become known only while the program runs: the whole, or only the elements of a list. */
  mayBeOutput: boolean | "elements";
  /** What is reported if the argument is missing; undefined if it may be left out. */
  missing?: Missing;
}

/** What is reported about a missing argument. */
interface Missing {
  rule: string;
  fix: string;
}

/**
 * The type of each argument of a component. It compiles only if it lists them all and agrees with the interface on each:
 * whether it is a `pulumi.Input`, and whether it is required.
 */
export type ArgumentTypes<Args> = {
  readonly [Name in keyof Args]-?: ArgumentType & {
    mayBeOutput: IsInput<Args[Name]> extends true
      ? true
      : IsInput<ElementOf<Args[Name]>> extends true
        ? "elements"
        : false;
  } & (object extends Pick<Args, Name> ? { missing?: undefined } : { missing: Missing });
};

type IsInput<T> = [Extract<T, Promise<unknown>>] extends [never] ? false : true;
type ElementOf<T> = Extract<T, readonly unknown[]>[number];

/** The same, for any component. */
export type AnyArgumentTypes = Readonly<Record<string, ArgumentType>>;

/** A string. */
export const text = {
  holds: isText,
  rule: "a string",
  fix: "write it in quotes",
  mayBeOutput: false as const,
};
/** A boolean; the strings `"true"` and `"false"` are refused. */
export const flag = {
  holds: (value: unknown) => typeof value === "boolean",
  rule: "true or false, without quotes: any non-empty string counts as true",
  fix: "use true or false",
  mayBeOutput: false as const,
};
/** A number. */
export const number = {
  holds: (value: unknown) => typeof value === "number",
  rule: "a number",
  fix: "write it without quotes",
  mayBeOutput: false as const,
};
/** A list of strings. */
export const list = {
  holds: (value: unknown) => Array.isArray(value) && value.every(isText),
  rule: "a list of strings",
  fix: "put it in brackets, each string in quotes",
  mayBeOutput: false as const,
};
/** A list of strings of which only the number decides which resources are created: each may be an output. */
export const listOfLate = { ...list, mayBeOutput: "elements" as const };
/** An object whose rules check each of its values. */
export const parts = {
  holds: isObject,
  rule: "an object with string values",
  fix: 'write it such as { name: "value" }',
  mayBeOutput: false as const,
};
/** An object whose values are strings; a value may be undefined. */
export const object = {
  ...parts,
  holds: (value: unknown) =>
    isObject(value) && Object.values(value).every((part) => part === undefined || isText(part)),
};

/** A value that may become known only while the program runs: it does not decide which resources are created. */
export function late<Type extends ArgumentType>(type: Type) {
  return { ...type, mayBeOutput: true as const };
}

/**
 * A value that must be given.
 *
 * @param whatItIs What the value is, for the message when it is missing.
 * @param fix How to get it.
 */
export function required<Type extends ArgumentType>(type: Type, whatItIs: string, fix: string) {
  return { ...type, missing: { rule: `required: ${whatItIs}`, fix } };
}

/**
 * Checks arguments' names and types, for callers whose language does not: `enablePurgeProtection: false` would be ignored
 * silently, `deleteLock: "false"` would lock, and `allowKeyReplacement: "false"` would lift the protection. An undefined
 * argument counts as left out.
 *
 * @param request The arguments whose values are known.
 * @param pending Names of arguments that are given but not known yet.
 */
export function checkArguments(request: object, types: AnyArgumentTypes, pending: ReadonlySet<string>): Problem[] {
  const given = Object.entries(request).filter(([, value]) => value !== undefined) as [string, unknown][];
  const names = new Set([...given.map(([key]) => key), ...pending]);
  const missing = Object.entries(types).flatMap(([key, type]): Problem[] =>
    type.missing === undefined || names.has(key) ? [] : [{ key, value: undefined, ...type.missing }],
  );
  const wrong = given.flatMap(([key, value]): Problem[] => {
    const type = typeOf(key, types);
    if (type === undefined) {
      return [unknownArgument(key, value, types)];
    }
    return type.holds(value) ? [] : [{ key, value, rule: type.rule, fix: type.fix }];
  });
  return [...missing, ...wrong];
}

/**
 * Checks a request's names and types, then its rules. An argument whose name or type is wrong has its problem already: to
 * the rules it is given, but not known.
 */
export function checkSound<Request extends object>(
  request: Request,
  types: AnyArgumentTypes,
  pending: ReadonlySet<string>,
  rules: (sound: Request, pending: ReadonlySet<string>) => Problem[],
): Problem[] {
  const unsound = checkArguments(request, types, pending);
  const keys = new Set(unsound.map(({ key }) => key));
  const sound = Object.fromEntries(Object.entries(request).filter(([key]) => !keys.has(key))) as Request;
  return [...unsound, ...rules(sound, new Set([...pending, ...keys]))];
}

/** Checks that each argument that is an output may be one: those that decide which resources are created may not. */
export function checkOutputs(outputs: ReadonlySet<string>, types: AnyArgumentTypes): Problem[] {
  const value = "(an output)";
  return [...outputs].flatMap((key): Problem[] => {
    const type = typeOf(key, types);
    if (type === undefined) {
      return [unknownArgument(key, value, types)];
    }
    return type.mayBeOutput === true
      ? []
      : [
          {
            key,
            value,
            rule: "it decides which resources are created, so it must be known before any is",
            fix: "pass a plain value, neither an output nor a secret",
          },
        ];
  });
}

/** Inherited names such as `toString` are not arguments. */
function typeOf(key: string, types: AnyArgumentTypes): ArgumentType | undefined {
  return Object.keys(types).includes(key) ? types[key] : undefined;
}

function unknownArgument(key: string, value: unknown, types: AnyArgumentTypes): Problem {
  return {
    key,
    value,
    rule: "not an argument of this component: it would have no effect",
    fix: `leave it out; ${suggestName(key, Object.keys(types), "argument")}`,
  };
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
