/**
 * Sub-resources that a program may leave out of the parent, because they are resources of their own: an update must
 * not take them away (pulumi/pulumi-azure-native, CONTRIBUTING.md, "Sub-resources").
 */
import type { PropertyMap } from "../propertyValues";
import { isPropertyMap } from "../propertyValues";
import type { Properties } from "./shape";

type Json = Record<string, unknown>;

/** The SDK paths of maintained properties that these inputs leave out. */
function leftOut(body: Properties, inputs: PropertyMap, path: string[] = []): string[][] {
  return Object.entries(body).flatMap(([name, property]) => {
    const value = inputs[name];
    if (property.maintained) return value === undefined ? [[...path, name]] : [];
    if (property.shape.kind !== "object") return [];
    return leftOut(property.shape.properties, isPropertyMap(value) ? value : {}, [...path, name]);
  });
}

/** Adds what the inputs leave out to a request's body: as Azure has it, or an empty array where it has nothing yet. */
export function maintain(body: Properties, inputs: PropertyMap, request: Json, live: Json | undefined): void {
  for (const path of leftOut(body, inputs)) {
    // In ARM's JSON a flattened property stands below `properties`.
    const armPath = body[path[0]!]!.flattened ? ["properties", ...path] : path;
    const value = armPath.reduce<unknown>((container, name) => (container as Json | undefined)?.[name], live) ?? [];
    const parent = armPath.slice(0, -1).reduce((container, name) => (container[name] ??= {}) as Json, request);
    parent[armPath.at(-1)!] = value;
  }
}

/** New outputs without the maintained properties that the old inputs left out: a refresh must not pull them in. */
export function withoutMaintained(body: Properties, inputs: PropertyMap, outputs: PropertyMap): PropertyMap {
  const copy = structuredCloneOf(outputs);
  for (const path of leftOut(body, inputs)) {
    const parent = path.slice(0, -1).reduce<PropertyMap | undefined>((container, name) => {
      const next = container?.[name];
      return isPropertyMap(next) ? next : undefined;
    }, copy);
    if (parent !== undefined) delete parent[path.at(-1)!];
  }
  return copy;
}

/** Azure's answers are JSON, so a JSON copy is a full one. */
function structuredCloneOf(outputs: PropertyMap): PropertyMap {
  return JSON.parse(JSON.stringify(outputs)) as PropertyMap;
}
