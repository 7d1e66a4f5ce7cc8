/** One call of Azure Resource Manager that is not a plain GET, PUT or DELETE of a resource. */
import type { Azure } from "../azure";
import type { Identity } from "../entra/tokens";
import type { ArmResource } from "../model";

/** A call that has been admitted: token, role, api-version and subscription are in order. */
export interface ManagementRequest {
  azure: Azure;
  /** Who calls. */
  identity: Identity;
  /** The named groups of the route's path. */
  parts: Record<string, string>;
  query: URLSearchParams;
  /** The body as JSON; undefined where none was sent. */
  body: unknown;
}

/** How a call is recognised, what its caller must be allowed, and what it answers. */
export interface ManagementRoute {
  method: "GET" | "POST";
  /** Matched against the whole path, without regard to case. */
  path: RegExp;
  /** As the operation log names the call, such as `GET Microsoft.KeyVault/vaults/privateEndpointConnections`. */
  action: string;
  /** The action of the control plane that the caller needs at the scope. */
  need: string;
  /** What the need is asked at: an ARM ID. */
  scope(parts: Record<string, string>): string;
  apiVersions: readonly string[];
  run(request: ManagementRequest): unknown;
}

/** The path of a subscription, as the start of a route's path. */
export const subscriptionPath = "/subscriptions/(?<subscription>[^/]+)";

/** The scope of a call that concerns the subscription. */
export const subscriptionScope = ({ subscription = "" }: Record<string, string>): string =>
  `/subscriptions/${subscription}`;

/** As Azure answers it: the time of creation is the simulation's own. */
export function shown({ createdAt: _, ...resource }: ArmResource): object {
  return resource;
}
