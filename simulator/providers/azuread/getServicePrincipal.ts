import type { Azure } from "../../azure";
import { AzureError, type ServicePrincipal } from "../../model";
import type { PropertyMap } from "../propertyValues";
import { servicePrincipalId, servicePrincipalOutputs } from "./servicePrincipalOutputs";

const KEYS = ["clientId", "displayName", "objectId"];

/**
 * `azuread:index/getServicePrincipal:getServicePrincipal`: by exactly one of `clientId`, `displayName`, `objectId`.
 * One that is not there is an error, which fails a preview too.
 */
export async function invokeGetServicePrincipal(azure: Azure, args: PropertyMap): Promise<PropertyMap> {
  const given = Object.keys(args);
  const unknownKeys = given.filter((name) => !KEYS.includes(name));
  if (given.length !== 1 || unknownKeys.length > 0) {
    throw failure(`one of \`${KEYS.join(",")}\` must be specified, and nothing else; got \`${given.join(",")}\``);
  }
  const found = await find(azure, args).catch((error: unknown) => {
    if (!(error instanceof AzureError)) throw error;
    const { status, code, message } = error;
    throw failure(`Listing service principals: unexpected status ${status} with error: ${code}: ${message}`);
  });
  if (found === undefined) {
    const key = given[0]!;
    throw failure(`Service principal with ${key} ${JSON.stringify(args[key])} was not found`);
  }
  return { id: servicePrincipalId(found), ...servicePrincipalOutputs(found) };
}

async function find(azure: Azure, args: PropertyMap): Promise<ServicePrincipal | undefined> {
  if (typeof args["clientId"] === "string") return azure.entra.findServicePrincipal({ appId: args["clientId"] });
  if (typeof args["objectId"] === "string") return azure.entra.findServicePrincipal({ objectId: args["objectId"] });
  if (typeof args["displayName"] !== "string") return undefined;
  const named = await azure.entra.findServicePrincipalsNamed(args["displayName"]);
  if (named.length > 1) throw failure(`Found multiple service principals with display name: ${named[0]!.displayName}`);
  return named[0];
}

function failure(message: string): Error {
  return new Error(`invoking azuread:index/getServicePrincipal:getServicePrincipal: 1 error occurred:\n\t* ${message}`);
}
