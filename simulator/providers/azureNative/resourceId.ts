/** ARM IDs from path templates, and back. */
import type { PropertyMap } from "../propertyValues";
import type { ResourceType } from "./resourceType";
import { parameterNames } from "./resourceType";

/**
 * The ID that a resource with these inputs has. `scope` and `resourceUri` hold whole IDs, so they lose their outer
 * slashes instead of being encoded (pulumi/pulumi-azure-native, provider/pkg/provider/crud/crud.go).
 */
export function idOf(type: Pick<ResourceType, "path">, inputs: PropertyMap, subscriptionId: string): string {
  return type.path.replace(/\{(\w+)\}/g, (_match, name: string) => {
    if (name === "subscriptionId") return subscriptionId;
    const value = inputs[name];
    if (typeof value !== "string") throw new Error(`expected string value for path parameter '${name}'`);
    return isSubPath(name) ? value.replace(/^\/+|\/+$/g, "") : encodeURIComponent(value);
  });
}

/**
 * The path parameters' values in an ID, compared as ARM does: upper and lower case are the same.
 *
 * @throws where the ID is not one of this type.
 */
export function parseId(type: ResourceType, id: string): PropertyMap {
  const pattern = type.path
    .split(/(\{\w+\})/)
    .map((part) => {
      const name = /^\{(\w+)\}$/.exec(part)?.[1];
      if (name === undefined) return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      return isSubPath(name) ? `(?<${name}>.+)` : `(?<${name}>[^/]+)`;
    })
    .join("");
  // A scope is written without its leading slash in the template, and with it in an ID.
  const groups = new RegExp(`^${pattern}$`, "i").exec(id)?.groups;
  if (groups === undefined) throw new Error(`failed to parse '${id}' against the path '${type.path}'`);
  return Object.fromEntries(
    parameterNames(type.path).map((name) => [
      name,
      isSubPath(name) ? groups[name]! : decodeURIComponent(groups[name]!),
    ]),
  );
}

function isSubPath(parameter: string): boolean {
  return parameter === "scope" || parameter === "resourceUri";
}
