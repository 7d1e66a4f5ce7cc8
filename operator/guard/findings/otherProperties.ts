/** Changes of a vault's or key's properties that no other rule judges, and values of another type than Azure's. */
import { inputOf, isHidden, sentence, subjectOf } from "../change";
import type { RawFinding, ValueChange } from "../finding";
import { isAzureNative } from "../kinds";
import { kept, type Kept, type Plan } from "../plan";
import { shortList } from "../shortList";

/** Reports `property-changed` and `not-judged`. */
export function otherProperties(plan: Plan): RawFinding[] {
  return kept(plan, "vault", "key")
    .filter(({ effect, type }) => effect === "updated" && isAzureNative(type))
    .flatMap((change) => {
      const differing = differences(
        inputOf(change.before, "properties"),
        inputOf(change.after, "properties"),
        "properties",
      ).filter(({ after }) => !isHidden(after));
      return [...ofWrongType(change, differing), ...unspoken(change, differing)];
    });
}

interface Judged {
  type: "string" | "boolean" | "number" | "list" | "object";
  /** Whether no rule says anything where the property goes: Azure needs it, so what an update without it does is unknown. */
  required?: true;
}

/** The properties that other rules judge, by their paths, and the type in which they read them. */
const judged: Record<string, Judged> = {
  "properties.tenantId": { type: "string", required: true },
  "properties.sku.name": { type: "string", required: true },
  "properties.enablePurgeProtection": { type: "boolean" },
  "properties.enableSoftDelete": { type: "boolean" },
  "properties.softDeleteRetentionInDays": { type: "number" },
  "properties.enableRbacAuthorization": { type: "boolean" },
  "properties.publicNetworkAccess": { type: "string" },
  "properties.accessPolicies": { type: "list" },
  "properties.networkAcls.defaultAction": { type: "string" },
  "properties.networkAcls.bypass": { type: "string" },
  "properties.networkAcls.ipRules": { type: "list" },
  "properties.networkAcls.virtualNetworkRules": { type: "list" },
  "properties.attributes.enabled": { type: "boolean" },
  "properties.attributes.expires": { type: "number" },
  "properties.attributes.notBefore": { type: "number" },
  "properties.keyOps": { type: "list" },
  "properties.keySize": { type: "number" },
  "properties.kty": { type: "string" },
  "properties.rotationPolicy": { type: "object" },
};

/** Objects with properties of their own; in any other form they are not what Azure takes. */
const objects = ["properties", "properties.sku", "properties.networkAcls", "properties.attributes"];

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The properties that differ, down to those that are judged, or are not objects. */
function differences(before: unknown, after: unknown, property: string): ValueChange[] {
  const [one, other] = [before ?? undefined, after ?? undefined];
  const isInner = [one, other].every((value) => value === undefined || isObject(value));
  if ((one !== undefined || other !== undefined) && isInner && !Object.hasOwn(judged, property)) {
    const [old, now] = [(one ?? {}) as Record<string, unknown>, (other ?? {}) as Record<string, unknown>];
    // The engine's own marks, such as the list of defaults.
    const names = Object.keys({ ...old, ...now }).filter((name) => !name.startsWith("__"));
    return names.flatMap((name) => differences(old[name], now[name], `${property}.${name}`));
  }
  return textOf(one) === textOf(other) ? [] : [{ property, before: one, after: other }];
}

/** Azure compares its own words without case. */
function textOf(value: unknown): string {
  return JSON.stringify(value ?? null).toLowerCase();
}

function typeOfValue(value: unknown): string {
  return Array.isArray(value) ? "list" : typeof value;
}

function ofWrongType(change: Kept, differing: ValueChange[]): RawFinding[] {
  const values = differing.filter(
    ({ property, after }) =>
      after !== undefined &&
      (objects.includes(property) ||
        (Object.hasOwn(judged, property) && judged[property]?.type !== typeOfValue(after))),
  );
  if (values.length === 0) return [];
  return [
    {
      rule: "not-judged",
      level: "danger",
      stake: "access",
      change,
      title: `${sentence(subjectOf(change))} would get values of another type than Azure's (${namesOf(values)})`,
      effect: 'Azure may refuse them, or read them as something other than they seem: "false" as true, for example.',
      fix: "Write the values as Azure's reference has them: numbers, true and false without quotes, lists as lists.",
      values,
    },
  ];
}

function unspoken(change: Kept, differing: ValueChange[]): RawFinding[] {
  const values = differing.filter(
    ({ property, after }) =>
      !objects.includes(property) &&
      (!Object.hasOwn(judged, property) || (after === undefined && judged[property]?.required === true)),
  );
  if (values.length === 0) return [];
  return [
    {
      rule: "property-changed",
      level: "warning",
      change,
      title: `${sentence(subjectOf(change))} would change in what the guard does not judge (${namesOf(values)})`,
      effect: "The guard does not know what this means for the key and for Kore.",
      fix: "Read in Azure's reference what the property does before you apply the plan.",
      values,
    },
  ];
}

function namesOf(values: ValueChange[]): string {
  return shortList(values.map(({ property }) => property.replace(/^properties\./, "")));
}
