import type { Problem } from "./problem";

/** The parts of an ARM resource ID below a resource group. */
export interface ResourceId {
  subscriptionId: string;
  resourceGroupName: string;
  /** Names along the type's path: for a subnet, the network's and the subnet's. */
  names: string[];
}

/** The types whose IDs the arguments take, with the shape that a message shows. */
const shapes = {
  "Microsoft.KeyVault/vaults": "/subscriptions/<id>/resourceGroups/<name>/providers/Microsoft.KeyVault/vaults/<vault>",
  "Microsoft.Network/virtualNetworks":
    "/subscriptions/<id>/resourceGroups/<name>/providers/Microsoft.Network/virtualNetworks/<network>",
  "Microsoft.Network/virtualNetworks/subnets":
    "/subscriptions/<id>/resourceGroups/<name>/providers/Microsoft.Network/virtualNetworks/<network>/subnets/<subnet>",
  "Microsoft.Network/privateDnsZones":
    "/subscriptions/<id>/resourceGroups/<name>/providers/Microsoft.Network/privateDnsZones/<zone>",
  "Microsoft.OperationalInsights/workspaces":
    "/subscriptions/<id>/resourceGroups/<name>/providers/Microsoft.OperationalInsights/workspaces/<workspace>",
} as const;

/** Types whose IDs can be parsed. */
export type ResourceType = keyof typeof shapes;

/** Reads an ARM ID of one type; undefined if it is of another type or malformed. Azure compares IDs without case. */
export function parseResourceId(type: ResourceType, id: string): ResourceId | undefined {
  const [provider, ...segments] = type.split("/");
  const pattern = segments.map((segment) => `/${segment}/([^/]+)`).join("");
  const match = new RegExp(
    `^/subscriptions/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/resourceGroups/([^/]+)/providers/${provider}${pattern}$`,
    "i",
  ).exec(id);
  if (match === null) {
    return undefined;
  }
  const [, subscriptionId = "", resourceGroupName = "", ...names] = match;
  return { subscriptionId: subscriptionId.toLowerCase(), resourceGroupName, names };
}

/** Checks that a value is the ARM ID of a resource of one type. */
export function checkResourceId(key: string, type: ResourceType, value: string): Problem[] {
  return parseResourceId(type, value) === undefined
    ? [
        {
          key,
          value,
          rule: `an ARM ID of type ${type}: ${shapes[type]}`,
          fix: "copy the Resource ID from the resource's JSON view in the portal",
        },
      ]
    : [];
}

/** Subnets that Azure reserves for one service; a private endpoint cannot be placed in them. */
const reservedSubnets = ["gatewaysubnet", "azurefirewallsubnet", "azurebastionsubnet"];

/** Checks the subnet of a private endpoint. */
export function checkSubnetId(key: string, value: string): Problem[] {
  const subnet = parseResourceId("Microsoft.Network/virtualNetworks/subnets", value)?.names[1];
  if (subnet !== undefined && reservedSubnets.includes(subnet.toLowerCase())) {
    return [
      { key, value, rule: `${subnet} is reserved for an Azure service`, fix: "name a subnet for private endpoints" },
    ];
  }
  return checkResourceId(key, "Microsoft.Network/virtualNetworks/subnets", value);
}

/** The subscription of an ARM ID. Throws if the ID has none. */
export function subscriptionOf(id: string): string {
  const subscriptionId = /^\/subscriptions\/([^/]+)/i.exec(id)?.[1];
  if (subscriptionId === undefined) {
    throw new Error(`no subscription in the resource ID ${JSON.stringify(id)}`);
  }
  return subscriptionId;
}

/** The ARM ID that Azure gives a vault. */
export function vaultResourceId(subscriptionId: string, resourceGroupName: string, vaultName: string): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}/providers/Microsoft.KeyVault/vaults/${vaultName}`;
}
