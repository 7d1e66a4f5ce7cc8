/** What a management lock is on. */
import { inputOf, isHidden } from "./change";
import { unknownValue, type ResourceState } from "./preview";

/** The ARM scope of the lock; the placeholder of a hidden value if it is not known. */
export function lockScopeOf(state: ResourceState | undefined): unknown {
  // The ID of a lock is its scope and a suffix, whichever of the lock types it is.
  if (state?.id !== undefined) return state.id.replace(/\/providers\/Microsoft\.Authorization\/locks\/[^/]+\/*$/i, "");
  const scope = inputOf(state, "scope");
  if (scope !== undefined) return scope;
  const parts = ["resourceGroupName", "resourceProviderNamespace", "resourceType", "resourceName"].map((input) =>
    inputOf(state, input),
  );
  if (parts.some(isHidden)) return unknownValue;
  const [group, namespace, type, name] = parts.filter((part) => typeof part === "string");
  if (group === undefined) return "/";
  const path = `/subscriptions/-/resourceGroups/${group}`;
  return namespace === undefined ? path : `${path}/providers/${namespace}/${type}/${name}`;
}
