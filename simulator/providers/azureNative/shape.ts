/**
 * The words in which a resource type's properties are written down: what azure-native's metadata says about them
 * (pulumi/pulumi-azure-native, provider/pkg/resources/resources.go, `AzureAPIProperty`).
 */

/** The shape of a value. */
export type Shape =
  | { kind: "string"; pattern?: RegExp; minLength?: number; maxLength?: number }
  | { kind: "integer" | "number"; minimum?: number; maximum?: number }
  | { kind: "boolean" }
  | { kind: "array"; items: Shape }
  | { kind: "map"; values: Shape }
  | { kind: "object"; properties: Properties }
  /** An object whose type is told by one of its properties; the key is that property's value. */
  | { kind: "union"; discriminator: string; members: Record<string, Properties> };

/** One property, by the name that Pulumi's SDK gives it. */
export interface Property {
  shape: Shape;
  /** Check refuses an input without it. */
  required?: true;
  /** A change replaces the resource. */
  forceNew?: true;
  /** Azure's own name, where the SDK's differs. */
  armName?: string;
  /** True where ARM has it under `properties` and the SDK beside `name`: the SDK flattens those. */
  flattened?: true;
  /**
   * Sub-resources that can also be resources of their own. Left out by the user, they are sent as an empty array on
   * create and as Azure has them on update (azure-native's CONTRIBUTING.md, "Sub-resources").
   */
  maintained?: true;
}

/** The properties of an object, by their names in the SDK. */
export type Properties = Record<string, Property>;

/** Any string; `limitedString` for one that Check looks into. */
export const string: Property = { shape: { kind: "string" } };
/** A whole number. */
export const integer: Property = { shape: { kind: "integer" } };
/** A number, fractions included. */
export const number: Property = { shape: { kind: "number" } };
/** `true` or `false`. */
export const boolean: Property = { shape: { kind: "boolean" } };
/** An object with arbitrary keys and strings as values, such as tags. */
export const stringMap: Property = { shape: { kind: "map", values: { kind: "string" } } };

/** A string within limits that Check enforces. */
export function limitedString(limits: { pattern?: RegExp; minLength?: number; maxLength?: number }): Property {
  return { shape: { kind: "string", ...limits } };
}

/** An object with these properties and no others. */
export function object(properties: Properties): Property {
  return { shape: { kind: "object", properties } };
}

/** An array; what else the item says, such as `required`, is not looked at. */
export function arrayOf(item: Property): Property {
  return { shape: { kind: "array", items: item.shape } };
}

/** One of several objects, told apart by the value of the discriminator. */
export function union(discriminator: string, members: Record<string, Properties>): Property {
  return { shape: { kind: "union", discriminator, members } };
}

/** Check refuses inputs without it. */
export function required(property: Property): Property {
  return { ...property, required: true };
}

/** A change of it replaces the resource. */
export function forceNew(property: Property): Property {
  return { ...property, forceNew: true };
}

/** Marks properties that ARM has under `properties`. */
export function flattened(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, { ...property, flattened: true as const }]),
  );
}

/** Who made and changed a resource, on every type whose API returns it. */
export const systemData: Property = object({
  createdAt: string,
  createdBy: string,
  createdByType: string,
  lastModifiedAt: string,
  lastModifiedBy: string,
  lastModifiedByType: string,
});

/** An object that is a reference to another resource. */
export const resourceReference: Property = object({ id: string });
