import { PolicyResource } from "@pulumi/policy";
import { isWithin, scopeOfExtension } from "./armId";
import { Kind, kindOf } from "./kind";

/**
 * Which resource of the stack another one refers to. A preview of a new stack knows no IDs, but the engine records
 * which resource each input came from, so that is asked first; the IDs settle what was written out as plain text.
 */

/** The resources of one kind. */
export function ofKind(resources: readonly PolicyResource[], kind: Kind): PolicyResource[] {
  return resources.filter((resource) => kindOf(resource.type) === kind);
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
 * Whether the named inputs came from other azure-native resources than the target. A resource group's ID or name may
 * be the beginning of the target's, so it tells nothing.
 */
function refersElsewhere(resource: PolicyResource, target: PolicyResource, ...inputs: string[]): boolean {
  const sources = sourcesOf(resource, ...inputs);
  return (
    sources.length > 0 &&
    sources.every(
      ({ type, urn }) => type.startsWith("azure-native") && urn !== target.urn && kindOf(type) !== "ResourceGroup",
    )
  );
}

/**
 * Whether a lock stands on the vault, its resource group or its subscription.
 *
 * @throws UnknownValueError when only the update can tell.
 */
export function locks(lock: PolicyResource, vault: PolicyResource): boolean {
  if (refersTo(lock, vault, "scope", "resourceName")) {
    return true;
  }
  if (
    lock.type.endsWith(":ManagementLockAtResourceGroupLevel") &&
    sourcesOf(vault, "resourceGroupName").some((group) => refersTo(lock, group, "resourceGroupName"))
  ) {
    return true;
  }
  if (refersElsewhere(lock, vault, "scope", "resourceName")) {
    return false;
  }
  return isWithin(vault.props.id, scopeOfExtension(lock.props.id));
}

/**
 * Whether a diagnostic setting takes the vault's logs. One on the resource group or above does not.
 *
 * @throws UnknownValueError when only the update can tell.
 */
export function observes(setting: PolicyResource, vault: PolicyResource): boolean {
  if (refersTo(setting, vault, "resourceUri")) {
    return true;
  }
  if (refersElsewhere(setting, vault, "resourceUri")) {
    return false;
  }
  return scopeOfExtension(setting.props.id).toLowerCase() === String(vault.props.id).toLowerCase();
}

/**
 * Whether a private DNS zone group belongs to the private endpoint.
 *
 * @throws UnknownValueError when only the update can tell.
 */
export function registers(group: PolicyResource, endpoint: PolicyResource): boolean {
  if (refersTo(group, endpoint, "privateEndpointName")) {
    return true;
  }
  if (refersElsewhere(group, endpoint, "privateEndpointName")) {
    return false;
  }
  return isWithin(group.props.id, endpoint.props.id);
}
