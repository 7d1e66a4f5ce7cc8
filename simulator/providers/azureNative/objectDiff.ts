/** Differences between two property maps (pulumi/pulumi, sdk/go/common/resource/properties_diff.go). */
import { isDeepStrictEqual } from "node:util";
import type { PropertyMap, PropertyValue } from "../propertyValues";
import { isPropertyMap } from "../propertyValues";

/** How one property map becomes another, by property name. */
export interface ObjectDiff {
  adds: Record<string, PropertyValue>;
  deletes: Record<string, PropertyValue>;
  updates: Record<string, ValueDiff>;
}

/** A changed value; `object` or `array` where both sides are one. */
export interface ValueDiff {
  old: PropertyValue;
  new: PropertyValue;
  object?: ObjectDiff;
  array?: { adds: number[]; deletes: number[]; updates: Map<number, ValueDiff> };
}

/** `undefined` where nothing differs. Keys that start with `__` are the provider's own and are passed over. */
export function diffObjects(old: PropertyMap, current: PropertyMap): ObjectDiff | undefined {
  const diff: ObjectDiff = { adds: {}, deletes: {}, updates: {} };
  for (const name of new Set([...Object.keys(old), ...Object.keys(current)])) {
    if (name.startsWith("__")) continue;
    const before = old[name];
    const after = current[name];
    if (before === undefined) diff.adds[name] = after!;
    else if (after === undefined) diff.deletes[name] = before;
    else {
      const change = diffValues(before, after);
      if (change !== undefined) diff.updates[name] = change;
    }
  }
  const empty = [diff.adds, diff.deletes, diff.updates].every((part) => Object.keys(part).length === 0);
  return empty ? undefined : diff;
}

function diffValues(old: PropertyValue, current: PropertyValue): ValueDiff | undefined {
  if (Array.isArray(old) && Array.isArray(current)) return diffArrays(old, current);
  if (isPropertyMap(old) && isPropertyMap(current)) {
    const object = diffObjects(old, current);
    return object && { old, new: current, object };
  }
  return isDeepStrictEqual(old, current) ? undefined : { old, new: current };
}

function diffArrays(old: PropertyValue[], current: PropertyValue[]): ValueDiff | undefined {
  const shared = Math.min(old.length, current.length);
  const updates = new Map<number, ValueDiff>();
  for (let index = 0; index < shared; index++) {
    const change = diffValues(old[index]!, current[index]!);
    if (change !== undefined) updates.set(index, change);
  }
  if (updates.size === 0 && old.length === current.length) return undefined;
  const rest = (length: number): number[] => Array.from({ length: length - shared }, (_item, index) => shared + index);
  return { old, new: current, array: { adds: rest(current.length), deletes: rest(old.length), updates } };
}

/**
 * Carries the difference between two states of Azure over to inputs: what did not change in Azure stays as the user
 * wrote it (pulumi/pulumi-azure-native, provider/pkg/provider/diff.go, `applyDiff`).
 */
export function applyDiff(inputs: PropertyMap, diff: ObjectDiff | undefined): PropertyMap {
  if (diff === undefined) return inputs;
  const kept = Object.fromEntries(Object.entries(inputs).filter(([name]) => !(name in diff.deletes)));
  const updated: PropertyMap = {};
  for (const [name, change] of Object.entries(diff.updates)) {
    const input = inputs[name];
    updated[name] = input === undefined ? change.new : applyValueDiff(input, change.old, change.new);
  }
  return { ...kept, ...diff.adds, ...updated };
}

function applyValueDiff(input: PropertyValue, old: PropertyValue, current: PropertyValue): PropertyValue {
  if (isPropertyMap(input) && isPropertyMap(old) && isPropertyMap(current)) {
    return applyDiff(input, diffObjects(old, current));
  }
  if (Array.isArray(input) && Array.isArray(old) && Array.isArray(current)) {
    return current.map((item, index) =>
      index < input.length && index < old.length ? applyValueDiff(input[index]!, old[index]!, item) : item,
    );
  }
  return current;
}
