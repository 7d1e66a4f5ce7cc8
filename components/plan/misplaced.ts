import { NetworkMode } from "./networkPlan";
import type { Problem } from "./problem";

/** A problem for each of the named arguments that is stated: they have no effect in this network mode. */
export function misplaced<Request>(request: Request, mode: NetworkMode, keys: (keyof Request & string)[]): Problem[] {
  const other = mode === NetworkMode.Firewall ? NetworkMode.PrivateEndpoint : NetworkMode.Firewall;
  return statedOf(request, keys).map((problem) => ({
    ...problem,
    rule: `it has no effect with networkMode ${mode}`,
    fix: `leave it out, or set networkMode to ${other}`,
  }));
}

/** Those of the named arguments that are stated; an empty list counts as left out. */
export function statedOf<Request>(
  request: Request,
  keys: (keyof Request & string)[],
): { key: keyof Request & string; value: unknown }[] {
  return keys
    .map((key) => ({ key, value: request[key] }))
    .filter(({ value }) => value !== undefined && !(Array.isArray(value) && value.length === 0));
}
