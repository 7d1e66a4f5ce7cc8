import type { Arm, ArmBody, Caller } from "../azure";
import { AzureError } from "../model";
import type { ArmResource } from "../model";
import type { Answer, Perform } from "../state/performer";
import type { Store } from "../state/store";
import { modifiedByPolicies, refuseDenied } from "./policies";
import { requirePlace, resourceNotFound, scopeExists } from "./existence";
import { lockType, refuseWhenLocked } from "./locks";
import { normaliseLocation, requireLocation } from "./regions";
import { requireRegistered } from "./registration";
import { canonicalType, findType, requireType } from "./registry";
import { parseBody } from "./requestBody";
import { isWithin, parseResourceId } from "./resourceId";
import type { ResourceId } from "./resourceId";
import type { ResourceType } from "./resourceType";
import { purgeExpired } from "./softDelete";

/**
 * Azure Resource Manager: the rules that all types share, then those of the type. Denies by default: a type, an
 * api-version or a property that is not known is refused, never waved through.
 */
export function createArm(store: Store, perform: Perform): Arm {
  const objectIdOf = (caller: Caller | undefined): string => caller?.objectId ?? store.state.login.objectId;
  const call = <T>(
    method: string,
    id: string,
    apiVersion: string,
    caller: Caller | undefined,
    effect: (type: ResourceType, parsed: ResourceId) => Answer<T> | Promise<Answer<T>>,
  ): Promise<T> =>
    perform({ face: "arm", action: `${method} ${canonicalType(id)}`, target: id, caller: objectIdOf(caller) }, () => {
      purgeExpired(store);
      const parsed = parseResourceId(id);
      const type = requireType(parsed, apiVersion);
      requireRegistered(store.state, parsed.namespace);
      return effect(type, parsed);
    });

  return {
    put: (id, body, apiVersion, caller) =>
      call("PUT", id, apiVersion, caller, async (type, parsed) => {
        if (type.put === undefined || type.body === undefined) throw methodNotAllowed("PUT");
        requirePlace(store, parsed);
        if (type.type !== lockType) refuseWhenLocked(store, id, "write");
        const existing = findResource(store, type, parsed);
        const checked = checkBody(type, parsed, modifiedByPolicies(store.state, type.type, body), existing);
        refuseDenied(store.state, type.type, parsed, checked);
        const request = { id: parsed, body: checked, existing, apiVersion, caller: objectIdOf(caller) };
        const resource = await type.put(store, request);
        store.save();
        return { status: existing === undefined ? 201 : 200, value: answer(store, type, resource) };
      }),

    get: (id, apiVersion, caller) =>
      call("GET", id, apiVersion, caller, (type, parsed) => {
        const resource = findResource(store, type, parsed);
        if (resource === undefined) {
          requirePlace(store, parsed);
          throw resourceNotFound(parsed);
        }
        return { status: 200, value: answer(store, type, resource) };
      }),

    delete: (id, apiVersion, caller) =>
      call("DELETE", id, apiVersion, caller, (type, parsed) => {
        if (type.deletable === false) throw methodNotAllowed("DELETE");
        const resource = findResource(store, type, parsed);
        if (resource === undefined) {
          requirePlace(store, parsed);
          throw resourceNotFound(parsed);
        }
        if (type.type !== lockType) refuseWhenLocked(store, id, "delete");
        removeWithAllInside(store, type, resource);
        store.save();
        return { status: 200, value: undefined };
      }),
  };
}

/** What outlived its scope is hidden until the scope is back. */
function findResource(store: Store, type: ResourceType, id: ResourceId): ArmResource | undefined {
  if (type.outlivesScope && !scopeExists(store, id.parentId)) return undefined;
  return type.find ? type.find(store, id) : store.state.resources[id.key];
}

/** A deep copy: a caller that changes its answer must not change Azure. */
function answer(store: Store, type: ResourceType, resource: ArmResource): ArmResource {
  return structuredClone(type.view ? type.view(store, resource) : resource);
}

/**
 * Checks the body, and that a resource stays where it is.
 *
 * Source: `InvalidResourceLocation` and `InvalidResourceGroupLocation` in
 * learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors.
 */
function checkBody(type: ResourceType, id: ResourceId, body: ArmBody, existing: ArmResource | undefined): ArmBody {
  const checked = parseBody(type.body!, body);
  if (type.locations === undefined || checked.location === undefined) return checked;
  const location = normaliseLocation(checked.location);
  requireLocation(location, type.type, type.locations);
  if (existing?.location !== undefined && normaliseLocation(existing.location) !== location) {
    if (type.type === "Microsoft.Resources/resourceGroups") {
      throw new AzureError(
        409,
        "InvalidResourceGroupLocation",
        `Invalid resource group location '${location}'. The Resource group already exists in location ` +
          `'${existing.location}'.`,
      );
    }
    throw new AzureError(
      409,
      "InvalidResourceLocation",
      `The resource '${id.name}' already exists in location '${existing.location}' in resource group ` +
        `'${id.resourceGroup}'. A resource with the same name cannot be created in location '${location}'. Please ` +
        `select a new resource name.`,
    );
  }
  return { ...checked, location };
}

/** Deletes a resource and everything below it: all of it, or, where something is still needed, nothing. */
function removeWithAllInside(store: Store, type: ResourceType, resource: ArmResource): void {
  const inside = Object.values(store.state.resources)
    .filter((other) => other !== resource && isWithin(other.id.toLowerCase(), resource.id.toLowerCase()))
    .map((other): [ResourceType | undefined, ArmResource] => [findType(other.type), other])
    .filter(([otherType]) => !otherType?.outlivesScope);
  const all: [ResourceType | undefined, ArmResource][] = [...inside, [type, resource]];
  const going = new Set(all.map(([, each]) => each.id.toLowerCase()));
  for (const [eachType, each] of all) eachType?.refuseDelete?.(store, each, going);
  for (const key of going) delete store.state.resources[key];
  for (const [eachType, each] of all) eachType?.deleted?.(store, each);
}

/** The words are unverified. */
function methodNotAllowed(method: string): AzureError {
  return new AzureError(405, "MethodNotAllowed", `The requested resource does not support http method '${method}'.`);
}
