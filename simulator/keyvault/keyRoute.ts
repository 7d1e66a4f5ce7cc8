/** What one route of the key API is: how it is found, what it needs, what it does. */
import type { z } from "zod";
import type { Azure, Caller } from "../azure";
import type { ArmResource } from "../model";
import type { Need } from "./access";

/** A route of the key API, before it has met a request. */
export interface KeyRoute<Body = unknown> {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Segments of the path; `{name}` and `{version}` stand for a key's. */
  path: string;
  /** As the operation log names the call. */
  action: string;
  need: Need;
  /** Shape of the request's body; absent where the call takes none. */
  body?: z.ZodType<Body>;
  /** Whether the core logs the call and takes faults for it (its changing operations do), or the face has to. */
  performedByCore: boolean;
  run(request: KeyRequest, body: Body): unknown;
}

/** A call that has been admitted: token, network and permissions are in order. */
export interface KeyRequest {
  azure: Azure;
  vault: ArmResource;
  /** Key name; empty where the path has none. */
  name: string;
  /** Key version; undefined means the newest. */
  version: string | undefined;
  query: URLSearchParams;
  caller: Caller;
}

/** A route and the key that the path names. */
export interface RouteMatch {
  route: KeyRoute;
  name: string;
  version: string | undefined;
}

/** A key's name and version as Key Vault allows them ("Azure Key Vault keys, secrets and certificates overview"). */
const placeholders: Record<string, RegExp> = { "{name}": /^[0-9A-Za-z-]{1,127}$/, "{version}": /^[0-9A-Fa-f]{32}$/ };

/** Finds the route of a request. */
export function matchRoute(routes: readonly KeyRoute[], method: string, pathname: string): RouteMatch | undefined {
  // The client asks for the newest version with an empty segment: `/keys/<name>//encrypt`, `/keys/<name>/`.
  const segments = pathname.split("/").filter((segment) => segment !== "");
  for (const route of routes) {
    const pattern = route.path.split("/");
    if (route.method !== method || pattern.length !== segments.length) continue;
    if (!pattern.every((part, i) => placeholders[part]?.test(segments[i] ?? "") ?? part === segments[i])) continue;
    const at = (part: string): string | undefined => segments[pattern.indexOf(part)];
    return { route, name: at("{name}") ?? "", version: at("{version}")?.toLowerCase() };
  }
  return undefined;
}
