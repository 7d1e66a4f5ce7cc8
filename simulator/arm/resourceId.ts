import { AzureError } from "../model";

/** The parts of an ARM resource ID. */
export interface ResourceId {
  /** As the caller spelled it. */
  id: string;
  /** Lower-cased: what IDs are compared by. Azure does not distinguish case in them. */
  key: string;
  subscriptionId: string;
  /** Not set for a resource of the subscription itself. */
  resourceGroup?: string;
  /** As the caller spelled it, such as `Microsoft.KeyVault/vaults/keys`. */
  type: string;
  namespace: string;
  /** The last segment. */
  name: string;
  /** What the resource hangs on: parent resource, resource group, or the scope of an extension resource. */
  parentId: string;
  /** Whether `parentId` is a resource of the same provider, as a vault is of its keys. */
  nested: boolean;
}

/**
 * Takes an ARM resource ID apart.
 *
 * Source of the form: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules and the
 * `resourceId` function of ARM templates.
 *
 * @throws AzureError 404 `MissingSubscription` or 400 `InvalidResourceId`.
 */
export function parseResourceId(id: string): ResourceId {
  const segments = id.split("/");
  if (segments[0] !== "" || segments[1]?.toLowerCase() !== "subscriptions" || !segments[2]) {
    throw new AzureError(
      404,
      "MissingSubscription",
      "The request did not have a subscription or a valid tenant level resource provider.",
    );
  }
  if (segments.slice(1).some((segment) => segment === "")) throw invalid(id, "it has an empty segment");
  const subscriptionId = segments[2];
  const inGroup = segments[3]?.toLowerCase() === "resourcegroups";
  const resourceGroup = inGroup ? segments[4] : undefined;
  const parts = { id, key: id.toLowerCase(), subscriptionId, resourceGroup };
  if (inGroup && segments.length === 5) {
    return {
      ...parts,
      type: "Microsoft.Resources/resourceGroups",
      namespace: "Microsoft.Resources",
      name: segments[4] as string,
      parentId: segments.slice(0, 3).join("/"),
      nested: false,
    };
  }
  const provider = segments.map((segment) => segment.toLowerCase()).lastIndexOf("providers");
  const [namespace, ...typesAndNames] = provider < 3 ? [] : segments.slice(provider + 1);
  if (namespace === undefined || typesAndNames.length === 0 || typesAndNames.length % 2 !== 0) {
    throw invalid(id, "it must end in /providers/{namespace}/{type}/{name}");
  }
  const scopeLength = provider;
  if (!inGroup && scopeLength !== 3) throw invalid(id, "/resourceGroups/{name} is missing");
  const nested = typesAndNames.length > 2;
  return {
    ...parts,
    type: [namespace, ...typesAndNames.filter((_, index) => index % 2 === 0)].join("/"),
    namespace,
    name: typesAndNames[typesAndNames.length - 1] as string,
    parentId: segments.slice(0, nested ? -2 : scopeLength).join("/"),
    nested,
  };
}

/** Whether an ID is the scope itself or lies below it. Both lower-cased. */
export function isWithin(key: string, scopeKey: string): boolean {
  return key === scopeKey || key.startsWith(`${scopeKey}/`);
}

/** The words are unverified. */
function invalid(id: string, problem: string): AzureError {
  return new AzureError(400, "InvalidResourceId", `The resource ID '${id}' is not valid: ${problem}.`);
}
