/**
 * Pulumi's property values in JavaScript and on the wire.
 *
 * On the wire they are a protobuf Struct in which unknown values are well-known strings (pulumi/pulumi,
 * sdk/go/common/resource/plugin/rpc.go).
 */
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

/** A value that Pulumi does not know before the update has run. */
export const UNKNOWN: unique symbol = Symbol("unknown");

/**
 * A value that a stand-in can take. Assets and references to resources are not among them; secrets arrive unwrapped.
 */
export type PropertyValue = string | number | boolean | null | typeof UNKNOWN | PropertyValue[] | PropertyMap;

/** A resource's inputs or outputs, or an object within them. */
export interface PropertyMap {
  [name: string]: PropertyValue;
}

/** What the engine writes for an unknown string; the stand-ins write it for every unknown, as the Go SDK does. */
const UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const UNKNOWN_SENTINELS: ReadonlySet<string> = new Set([
  UNKNOWN_STRING,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
]);

/** The key that marks a secret, an asset or a resource reference. The stand-ins accept none of them. */
const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";

/** Reads the engine's Struct. Nulls are left out, as both providers do (`SkipNulls`). */
export function fromStruct(struct: Struct | undefined): PropertyMap {
  return struct === undefined ? {} : (fromWire(struct.toJavaScript(), "") as PropertyMap);
}

function fromWire(value: unknown, path: string): PropertyValue {
  if (typeof value === "string") return UNKNOWN_SENTINELS.has(value) ? UNKNOWN : value;
  if (Array.isArray(value)) return value.map((item, index) => fromWire(item, `${path}[${index}]`));
  if (value === null || typeof value !== "object") return value as number | boolean | null;
  if (SIGNATURE_KEY in value) {
    throw new Error(
      `'${path}' is an asset, a secret or a resource reference, none of which the simulated Azure takes: ` +
        "pass a plain value",
    );
  }
  const entries = Object.entries(value)
    .filter(([, item]) => item !== null)
    .map(([name, item]) => [name, fromWire(item, path === "" ? name : `${path}.${name}`)] as const);
  return Object.fromEntries(entries);
}

/** Writes a Struct for the engine. */
export function toStruct(properties: PropertyMap): Struct {
  return Struct.fromJavaScript(toWire(properties) as Record<string, JavaScriptValue>);
}

function toWire(value: PropertyValue): JavaScriptValue {
  if (value === UNKNOWN) return UNKNOWN_STRING;
  if (Array.isArray(value)) return value.map(toWire);
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value).filter(([, item]) => item !== null && item !== undefined);
    return Object.fromEntries(entries.map(([name, item]) => [name, toWire(item)]));
  }
  return value as JavaScriptValue;
}

/** True for an object, false for an array, an unknown or anything else. */
export function isPropertyMap(value: unknown): value is PropertyMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
