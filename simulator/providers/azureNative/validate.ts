/**
 * Check's rules on inputs, in azure-native's words (pulumi/pulumi-azure-native, provider/pkg/provider/provider.go,
 * `validateType` and `validateProperty`). Unknown values are passed over.
 *
 * One rule is the simulation's own: a property that the type's declaration does not have is refused. The real provider
 * drops it without a word; here it may be one that Azure knows and the simulation does not.
 */
import { closest } from "fastest-levenshtein";
import type { CheckFailure } from "../packageProvider";
import type { PropertyMap, PropertyValue } from "../propertyValues";
import { isPropertyMap, UNKNOWN } from "../propertyValues";
import { propertiesOf } from "./convert";
import type { Properties, Shape } from "./shape";

/** All failures of an object's properties. `path` is empty at the top. */
export function validateObject(properties: Properties, values: PropertyMap, path: string): CheckFailure[] {
  const failures: CheckFailure[] = [];
  for (const [name, property] of Object.entries(properties)) {
    const propertyPath = join(path, name);
    const value = values[name];
    if (value !== undefined) failures.push(...validateValue(property.shape, value, propertyPath));
    else if (property.required) failures.push({ property: propertyPath, reason: missing(propertyPath) });
  }
  for (const name of Object.keys(values)) {
    if (!(name in properties))
      failures.push({ property: join(path, name), reason: notModelled(properties, join(path, name), name) });
  }
  return failures;
}

function validateValue(shape: Shape, value: PropertyValue, path: string): CheckFailure[] {
  if (value === UNKNOWN) return [];
  const failure = (reason: string): CheckFailure[] => [{ property: path, reason: `'${path}' ${reason}` }];

  if (Array.isArray(value)) {
    if (shape.kind !== "array") return failure(`should be of type '${typeName(shape)}' but got an array`);
    return value.flatMap((item, index) => validateValue(shape.items, item, `${path}[${index}]`));
  }
  if (isPropertyMap(value)) return validateMap(shape, value, path, failure);
  switch (typeof value) {
    case "string":
      if (shape.kind !== "string") return failure(`should be of type '${typeName(shape)}' but got a string`);
      return validateString(shape, value).flatMap(failure);
    case "number":
      if (shape.kind !== "integer" && shape.kind !== "number") {
        return failure(`should be of type '${typeName(shape)}' but got a number`);
      }
      return validateNumber(shape, value).flatMap(failure);
    default:
      return shape.kind === "boolean" ? [] : failure(`should be of type '${typeName(shape)}' but got a boolean`);
  }
}

function validateMap(
  shape: Shape,
  value: PropertyMap,
  path: string,
  failure: (reason: string) => CheckFailure[],
): CheckFailure[] {
  if (shape.kind === "map") {
    return Object.entries(value).flatMap(([name, item]) => validateValue(shape.values, item, join(path, name)));
  }
  if (shape.kind !== "object" && shape.kind !== "union") {
    return failure(`should be of type '${typeName(shape)}' but got an object`);
  }
  const properties = propertiesOf(shape, value);
  if (properties !== undefined) return validateObject(properties, value, path);
  if (shape.kind === "union" && value[shape.discriminator] !== UNKNOWN) {
    const members = Object.keys(shape.members).join("', '");
    return failure(`has a '${shape.discriminator}' that the simulated Azure does not model; it models '${members}'`);
  }
  return [];
}

function validateString(shape: Shape & { kind: "string" }, value: string): string[] {
  const reasons: string[] = [];
  const length = Buffer.byteLength(value);
  if (shape.minLength !== undefined && length < shape.minLength) {
    reasons.push(`is too short (${length}): at least ${shape.minLength} characters required`);
  }
  if (shape.maxLength !== undefined && length > shape.maxLength) {
    reasons.push(`is too long (${length}): at most ${shape.maxLength} characters allowed`);
  }
  if (shape.pattern !== undefined && !shape.pattern.test(value)) {
    reasons.push(`does not match expression '${shape.pattern.source}'`);
  }
  return reasons;
}

function validateNumber(shape: Shape & { kind: "integer" | "number" }, value: number): string[] {
  const reasons: string[] = [];
  if (shape.kind === "integer" && !Number.isInteger(value)) {
    reasons.push(`must be an integer but got ${value.toFixed(6)}`);
  }
  if (shape.minimum !== undefined && value < shape.minimum) {
    reasons.push(`is too low (${value.toFixed(6)} < ${shape.minimum.toFixed(6)})`);
  }
  if (shape.maximum !== undefined && value > shape.maximum) {
    reasons.push(`is too high (${value.toFixed(6)} > ${shape.maximum.toFixed(6)})`);
  }
  return reasons;
}

function missing(path: string): string {
  const hint =
    path === "location"
      ? ". Either set it explicitly or configure it with 'pulumi config set azure-native:location <value>'."
      : "";
  return `missing required property '${path}'${hint}`;
}

function notModelled(properties: Properties, path: string, name: string): string {
  const known = Object.keys(properties);
  return (
    `'${path}' is not a property that the simulated Azure models` +
    (known.length === 0 ? "" : `; the nearest one is '${closest(name, known)}'`)
  );
}

/** The word that azure-native has for a shape: objects and maps have none of their own. */
function typeName(shape: Shape): string {
  return shape.kind === "map" || shape.kind === "union" ? "object" : shape.kind;
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
