import { defaults } from "../../../components/plan/defaults";
import { ifFound } from "../../management/ifFound";
import { resourceClient } from "../../management/managementClients";
import type { Check, DeploymentContext } from "../check";

/**
 * The resource group's name is free, or the group is in the stack's state, or it exists if the settings say so. A second
 * stack has the same default name, and a preview does not see that its group is taken.
 */
export const resourceGroup: Check = {
  name: "resource-group",
  doing: "looking for the resource group",
  reads: "Microsoft.Resources/subscriptions/resourceGroups/read",
  async run(context) {
    const { settings } = context;
    const name = settings.resourceGroupName ?? defaults.resourceGroupName;
    const existing = settings.existingResourceGroup ?? defaults.existingResourceGroup;
    const line = {
      check: this.name,
      needed: existing ? `a group ${name}` : "a name that no group of the subscription has",
    };
    if (settings.existingVaultId !== undefined) {
      return { ...line, needed: "none", result: "ready", found: "no group is created: the vault has one" };
    }
    const id = await groupId(context, name);
    if (id === undefined) {
      return existing
        ? { ...line, result: "not-ready", found: `${name} does not exist`, how: howToMake(context, name) }
        : { ...line, result: "ready", found: `${name} is free` };
    }
    if (existing) return { ...line, result: "ready", found: `${name} exists` };
    if (await context.isInState(id))
      return { ...line, result: "ready", found: `${name} exists already: it is the stack's own` };
    return {
      ...line,
      result: "not-ready",
      found: `${name} exists, but not in the stack's state: it is another stack's, or someone else's`,
      how: "Choose another name: `pulumi config set resourceGroupName <name>`; or use the group as it is: `pulumi config set existingResourceGroup true`. If it is this stack's and the state was lost: docs/recovery.md.",
    };
  },
};

/** ARM ID of the group; undefined if there is none. */
async function groupId(
  { credential, cloud, subscriptionId }: DeploymentContext,
  name: string,
): Promise<string | undefined> {
  return (await ifFound(resourceClient(credential, cloud, subscriptionId).resourceGroups.get(name)))?.id;
}

function howToMake({ location, subscriptionId }: DeploymentContext, name: string): string {
  return `Create it: \`az group create --name ${name} --location ${location} --subscription ${subscriptionId}\`; or let the stack create it: \`pulumi config set existingResourceGroup false\`.`;
}
