import type { z } from "zod";
import type { ArmBody } from "../azure";
import type { ArmResource } from "../model";
import type { Store } from "../state/store";
import type { ResourceId } from "./resourceId";

/** A PUT that has passed the rules which all types share. */
export interface PutRequest {
  id: ResourceId;
  /** Checked against the type's `body`; the location normalised. */
  body: ArmBody;
  /** The resource before this PUT. */
  existing?: ArmResource;
  apiVersion: string;
  /** Object ID of who sends it. */
  caller: string;
}

/** The rules of one ARM resource type. What is not stated here is refused. */
export interface ResourceType {
  /** As Azure spells it, such as `Microsoft.KeyVault/vaults`. */
  readonly type: string;
  /** The api-versions that azure-native 3.28.0 knows of the type (its documentation lists them per resource). */
  readonly apiVersions: readonly string[];
  /** `group`: in a resource group or below a parent resource; `scope`: on anything, as an extension resource. */
  readonly placement: "subscription" | "group" | "scope";
  /** Where the type is offered; left out where the type takes no location. */
  readonly locations?: readonly string[];
  /** What a PUT may hold. Left out together with `put`. */
  readonly body?: z.ZodType<ArmBody>;
  /** Creates or updates, and keeps the result. Left out: 405. */
  put?(store: Store, request: PutRequest): ArmResource | Promise<ArmResource>;
  /** The resource as kept. Left out: from `state.resources`. */
  find?(store: Store, id: ResourceId): ArmResource | undefined;
  /** The resource as answered, with what Azure works out at read time. Left out: as kept. */
  view?(store: Store, resource: ArmResource): ArmResource;
  /** `false`: a DELETE of it is refused with 405. */
  readonly deletable?: false;
  /** Throws where something still needs the resource. `going` holds the keys of all that goes in the same call. */
  refuseDelete?(store: Store, resource: ArmResource, going: ReadonlySet<string>): void;
  /** What else changes when the resource goes. It has left `state.resources` already. */
  deleted?(store: Store, resource: ArmResource): void;
  /** Stays when the resource that it hangs on is deleted. */
  readonly outlivesScope?: true;
}

/** Keeps what a PUT made under its ID: the first spelling of the ID and the time of creation stay. */
export function keep(
  store: Store,
  request: Pick<PutRequest, "id" | "existing">,
  type: string,
  content: { location?: string; tags?: Record<string, string>; properties: Record<string, unknown> },
): ArmResource {
  const resource: ArmResource = {
    id: request.existing?.id ?? request.id.id,
    name: request.existing?.name ?? request.id.name,
    type,
    ...(JSON.parse(JSON.stringify(content)) as typeof content),
    createdAt: request.existing?.createdAt ?? store.now(),
  };
  store.state.resources[request.id.key] = resource;
  return resource;
}
