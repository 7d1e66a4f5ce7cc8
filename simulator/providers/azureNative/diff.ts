/**
 * Diff: new inputs against old inputs, and which changes replace the resource (pulumi/pulumi-azure-native,
 * provider/pkg/provider/diff.go).
 */
import { isDeepStrictEqual } from "node:util";
import type { ChangeKind, DiffRequest, DiffResult } from "../packageProvider";
import type { PropertyMap, PropertyValue } from "../propertyValues";
import { CREATE_BEFORE_DELETE } from "./autoName";
import type { ObjectDiff, ValueDiff } from "./objectDiff";
import { diffObjects } from "./objectDiff";
import type { ResourceType } from "./resourceType";
import type { Properties } from "./shape";

/** Compares inputs with inputs: what has drifted in Azure shows after a refresh alone. */
export function diff(type: ResourceType, request: DiffRequest): DiffResult {
  // An imported resource has no API version in its inputs, but in its outputs.
  const oldInputs: PropertyMap = { ...request.oldInputs };
  if (oldInputs["azureApiVersion"] === undefined && request.oldOutputs["azureApiVersion"] !== undefined) {
    oldInputs["azureApiVersion"] = request.oldOutputs["azureApiVersion"];
  }
  const difference = diffObjects(oldInputs, request.newInputs);
  if (difference === undefined) return { changes: [], replaces: [], deleteBeforeReplace: false, detailed: {} };
  dropInsignificant(difference);

  const detailed = detailedDiff(difference, replaceKeys(type), "", "");
  for (const [path, kind] of Object.entries(detailed)) {
    // What Azure has filled in already and the program now states is no replacement.
    const stated = request.newInputs[path];
    if (kind === "addReplace" && isDeepStrictEqual(stated, request.oldOutputs[path])) detailed[path] = "add";
  }
  const replaces = Object.keys(detailed).filter((path) => detailed[path]!.endsWith("Replace"));
  const createBeforeDelete = oldInputs[CREATE_BEFORE_DELETE];
  return {
    changes: [...new Set(Object.keys(detailed).map((path) => path.split(".")[0]!))],
    replaces,
    deleteBeforeReplace: typeof createBeforeDelete === "boolean" ? !createBeforeDelete : replaces.length > 0,
    detailed,
  };
}

/** Path parameters, force-new properties, and those one level deep in an object or an array of objects. */
function replaceKeys(type: ResourceType): Set<string> {
  const keys = new Set(Object.keys(type.pathParameters));
  const collect = (prefix: string, properties: Properties): void => {
    for (const [name, property] of Object.entries(properties)) if (property.forceNew) keys.add(prefix + name);
  };
  collect("", type.body);
  for (const [name, { shape }] of Object.entries(type.body)) {
    if (shape.kind === "object") collect(`${name}.`, shape.properties);
    if (shape.kind === "array" && shape.items.kind === "object") collect(`${name}[].`, shape.items.properties);
  }
  return keys;
}

/** A resource group's name has no case, a location neither case nor spaces. */
function dropInsignificant(difference: ObjectDiff): void {
  const normalise: Record<string, (text: string) => string> = {
    resourceGroupName: (text) => text.toLowerCase(),
    location: (text) => text.replaceAll(" ", "").toLowerCase(),
  };
  for (const [name, normalised] of Object.entries(normalise)) {
    const change = difference.updates[name];
    if (typeof change?.old !== "string" || typeof change.new !== "string") continue;
    if (normalised(change.old) === normalised(change.new)) delete difference.updates[name];
  }
}

/** `path` names the change to the user; `key` is the same without array indexes, to look up replacements. */
function detailedDiff(
  difference: ObjectDiff,
  replace: ReadonlySet<string>,
  path: string,
  key: string,
): Record<string, ChangeKind> {
  const detailed: Record<string, ChangeKind> = {};
  for (const [name, change] of Object.entries(difference.updates)) {
    Object.assign(detailed, valueChanges(change, replace, path + name, key + name));
  }
  const whole = (values: Record<string, PropertyValue>, kind: "add" | "delete"): void => {
    for (const name of Object.keys(values)) detailed[path + name] = replace.has(key + name) ? `${kind}Replace` : kind;
  };
  whole(difference.adds, "add");
  whole(difference.deletes, "delete");
  return detailed;
}

function valueChanges(
  change: ValueDiff,
  replace: ReadonlySet<string>,
  path: string,
  key: string,
): Record<string, ChangeKind> {
  if (change.object !== undefined) {
    const nested = detailedDiff(change.object, replace, `${path}.`, `${key}.`);
    if (!replace.has(key)) return nested;
    // Azure-native turns updates below a force-new object into replacements, but not additions and removals.
    return Object.fromEntries(
      Object.entries(nested).map(([name, kind]) => [name, kind === "update" ? "updateReplace" : kind]),
    );
  }
  if (change.array !== undefined) {
    const { adds, deletes, updates } = change.array;
    const detailed: Record<string, ChangeKind> = {};
    for (const [index, item] of updates) {
      Object.assign(detailed, valueChanges(item, replace, `${path}[${index}]`, `${key}[]`));
    }
    for (const index of adds) detailed[`${path}[${index}]`] = "add";
    for (const index of deletes) detailed[`${path}[${index}]`] = "delete";
    return detailed;
  }
  return { [path]: replace.has(key) ? "updateReplace" : "update" };
}
