import { PolicyResource, UnknownValueError } from "@pulumi/policy";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { ifKnown } from "../judgement";
import { isSame, isWithin, scopeOfExtension } from "./armId";
import { Kind, kindOf } from "./kind";

/**
 * Which resource of the stack another one refers to. Where both IDs are known they alone decide: what an input came from
 * may be a part of it, as in `<vault ID>/keys/<name>`. A preview of a new stack knows no IDs, but the engine records
 * which resource each input came from.
 */

/** The resources of one kind. */
export function ofKind(resources: readonly PolicyResource[], kind: Kind): PolicyResource[] {
  return resources.filter((resource) => kindOf(resource.type) === kind);
}

/**
 * A resource's ARM ID. The engine shows a stack rule what the provider answered, and not every provider repeats the ID there.
 *
 * @throws UnknownValueError if it is unknown or missing.
 */
export function idOf({ props }: PolicyResource): string {
  const id: unknown = props.id;
  if (typeof id !== "string") {
    throw new UnknownValueError(unknownValue, ["id"]);
  }
  return id;
}

/** The resources that one of the named inputs came from. */
export function sourcesOf(resource: PolicyResource, ...inputs: string[]): PolicyResource[] {
  return inputs.flatMap((input) => resource.propertyDependencies[input] ?? []);
}

/** Whether one of the named inputs came from the other resource. */
export function refersTo(resource: PolicyResource, other: PolicyResource, ...inputs: string[]): boolean {
  return sourcesOf(resource, ...inputs).some((source) => source.urn === other.urn);
}

/**
 * Whether the named inputs came from the target, or from other azure-native resources; undefined if that decides
 * nothing. A resource group's ID or name may be the beginning of the target's.
 */
function bySource(resource: PolicyResource, target: PolicyResource, ...inputs: string[]): boolean | undefined {
  const sources = sourcesOf(resource, ...inputs);
  if (refersTo(resource, target, ...inputs)) {
    return true;
  }
  const elsewhere = ({ type }: PolicyResource): boolean =>
    type.startsWith("azure-native") && kindOf(type) !== "ResourceGroup";
  return sources.length > 0 && sources.every(elsewhere) ? false : undefined;
}

/**
 * What the IDs say, else what the inputs came from.
 *
 * @throws UnknownValueError when neither decides: only the update can tell.
 */
function byIds(read: () => boolean, source: boolean | undefined): boolean {
  return ifKnown(read) ?? source ?? read();
}

/**
 * Whether a lock is on the vault, its resource group or its subscription.
 *
 * @throws UnknownValueError when only the update can tell.
 */
export function locks(lock: PolicyResource, vault: PolicyResource): boolean {
  const onGroup =
    lock.type.endsWith(":ManagementLockAtResourceGroupLevel") &&
    sourcesOf(vault, "resourceGroupName").some((group) => refersTo(lock, group, "resourceGroupName"));
  return byIds(
    () => isWithin(idOf(vault), scopeOfExtension(idOf(lock))),
    onGroup || bySource(lock, vault, "scope", "resourceName"),
  );
}

/**
 * Whether a diagnostic setting takes the vault's logs. One on the resource group or above does not.
 *
 * @throws UnknownValueError when only the update can tell.
 */
export function observes(setting: PolicyResource, vault: PolicyResource): boolean {
  return byIds(() => isSame(scopeOfExtension(idOf(setting)), idOf(vault)), bySource(setting, vault, "resourceUri"));
}

/**
 * Whether a private DNS zone group belongs to the private endpoint.
 *
 * @throws UnknownValueError when only the update can tell.
 */
export function registers(group: PolicyResource, endpoint: PolicyResource): boolean {
  return byIds(() => isWithin(idOf(group), idOf(endpoint)), bySource(group, endpoint, "privateEndpointName"));
}
