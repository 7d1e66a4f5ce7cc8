/** The declaration of one azure-native resource type. */
import type { Azure } from "../../azure";
import type { ArmResource } from "../../model";
import type { Properties, Property } from "./shape";
import { limitedString, required, string } from "./shape";

/** How a resource gets its name where the program gives none. */
export type AutoName = "random" | "copy" | "uuid";

/** All that the engine in this folder needs to know about a type. */
export interface ResourceType {
  /** Such as `azure-native:keyvault:Vault`. */
  token: string;
  /** Default API version of the pinned azure-native. */
  apiVersion: string;
  /** ARM's path template, with the parameters' names as the SDK has them. */
  path: string;
  /** The path's parameters but for the subscription. A change of any replaces the resource. */
  pathParameters: Properties;
  /** The last path parameter is the one that gets a name. */
  autoName: AutoName;
  /** Inputs that become the request's body. */
  body: Properties;
  /** What Azure answers, as the SDK has it. */
  response: Properties;
  /** Deletes where ARM has no DELETE. 404 counts as deleted. */
  deleteOnDataPlane?(azure: Azure, id: string): Promise<void>;
  /** Brings back a soft-deleted resource of the same name when the PUT of a create is refused with 409. */
  recoverOnDataPlane?(azure: Azure, id: string): Promise<void>;
}

/** `{resourceGroupName}` of the resource providers that limit its length and nothing else. */
export const resourceGroupName: Property = required(limitedString({ minLength: 1, maxLength: 90 }));

/** `name` and `type`, which nearly every answer has. */
export const named: Properties = { name: string, type: string };

/** The name of the path parameter that names the resource itself. */
export function ownNameParameter(type: ResourceType): string {
  return parameterNames(type.path).at(-1)!;
}

/** All parameters of a path template, the subscription left out. */
export function parameterNames(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).filter((name) => name !== "subscriptionId");
}

/** Azure's JSON of a resource, as the conversion reads it. */
export function toResponseBody(resource: ArmResource): Record<string, unknown> {
  return { ...resource };
}
