/**
 * The SDK's shape of a resource, and Azure's (pulumi/pulumi-azure-native, provider/pkg/convert).
 *
 * The two differ in a few names and in that the SDK lifts most of ARM's `properties` up beside `name`.
 */
import type { PropertyMap, PropertyValue } from "../propertyValues";
import { isPropertyMap } from "../propertyValues";
import type { Properties, Property, Shape } from "./shape";

type Json = Record<string, unknown>;

/** The request's body for these inputs. Names that the type does not have are left out. */
export function toRequestBody(properties: Properties, inputs: PropertyMap): Json {
  const body: Json = {};
  for (const [name, property] of Object.entries(properties)) {
    const value = inputs[name];
    if (value === undefined) continue;
    const container = property.flattened ? ((body["properties"] ??= {}) as Json) : body;
    container[property.armName ?? name] = convert(property.shape, value, toRequestBody);
  }
  return body;
}

/** The outputs for a response of Azure. */
export function toOutputs(properties: Properties, response: Json): PropertyMap {
  const outputs: PropertyMap = {};
  for (const [name, property] of Object.entries(properties)) {
    const value = responseValue(response, name, property);
    if (value !== undefined && value !== null)
      outputs[name] = convert(property.shape, value, toOutputs) as PropertyValue;
  }
  return outputs;
}

function responseValue(response: Json, name: string, property: Property): unknown {
  const container = property.flattened ? (response["properties"] as Json | undefined) : response;
  return container?.[property.armName ?? name];
}

/** The part of outputs that could also be inputs: what a refresh compares. */
export function outputsToInputs(body: Properties, outputs: PropertyMap): PropertyMap {
  const inputs: PropertyMap = {};
  for (const [name, property] of Object.entries(body)) {
    const value = outputs[name];
    if (value !== undefined) inputs[name] = convert(property.shape, value, outputsToInputs) as PropertyValue;
  }
  return inputs;
}

/** The inputs that would have produced a response: what an import records. Empty collections are left out. */
export function responseToInputs(body: Properties, response: Json): PropertyMap {
  const inputs = Object.entries(toOutputs(body, response)).map(([name, value]) => [name, withoutEmpty(value)] as const);
  return Object.fromEntries(inputs.filter((entry): entry is [string, PropertyValue] => entry[1] !== undefined));
}

function withoutEmpty(value: PropertyValue): PropertyValue | undefined {
  if (Array.isArray(value)) {
    const items = value.map(withoutEmpty).filter((item) => item !== undefined);
    return items.length === 0 ? undefined : items;
  }
  if (isPropertyMap(value)) {
    const entries = Object.entries(value).map(([name, item]) => [name, withoutEmpty(item)] as const);
    const kept = entries.filter((entry): entry is [string, PropertyValue] => entry[1] !== undefined);
    return kept.length === 0 ? undefined : Object.fromEntries(kept);
  }
  return value;
}

/** Walks to the typed objects within a value and converts each. */
function convert<T extends Json | PropertyMap>(
  shape: Shape,
  value: unknown,
  convertObject: (properties: Properties, value: never) => T,
): unknown {
  if (Array.isArray(value)) {
    return shape.kind === "array" ? value.map((item) => convert(shape.items, item, convertObject)) : value;
  }
  if (!isPropertyMap(value)) return value;
  const properties = propertiesOf(shape, value);
  return properties === undefined ? value : convertObject(properties, value as never);
}

/** The properties of an object of this shape; `undefined` where it has none of its own, such as tags. */
export function propertiesOf(shape: Shape, value: PropertyMap): Properties | undefined {
  if (shape.kind === "object") return shape.properties;
  if (shape.kind !== "union") return undefined;
  const member = value[shape.discriminator];
  if (typeof member === "string" && member in shape.members) return shape.members[member];
  // Azure's name of the discriminator may differ; a response is told apart by the value alone.
  return Object.entries(shape.members).find(([name]) => Object.values(value).includes(name))?.[1];
}
