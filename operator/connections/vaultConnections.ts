/** A vault's private endpoint connections, through Azure Resource Manager. */
import type { TokenCredential } from "@azure/identity";
import type { Cloud } from "../../components/plan/clouds";
import { CommandError } from "../commandError";
import { explainRefusal } from "../management/explainRefusal";
import { keyVaultClient, placeOfVault } from "../management/managementClients";
import { plain } from "../plain";
import { wasAccepted, wasRefused } from "../failure/answerOf";
import { type Connection, describeConnection } from "./connection";

/** Reads and decides the connections of one vault. */
export interface VaultConnections {
  /** @throws CommandError */
  list(): Promise<Connection[]>;
  /** @throws CommandError if none has the name, or Azure refuses */
  find(name: string): Promise<Connection>;
  /** Writes a connection's state. Azure answers before it takes effect: see `awaitStatus`. @throws CommandError */
  setStatus(name: string, status: "Approved" | "Rejected"): Promise<void>;
}

/** @param vaultId ARM ID of the vault */
export function connectionsOfVault(credential: TokenCredential, cloud: Cloud, vaultId: string): VaultConnections {
  const { subscriptionId, resourceGroupName, vaultName } = placeOfVault(vaultId);
  const { privateEndpointConnections } = keyVaultClient(credential, cloud, subscriptionId);
  async function list(): Promise<Connection[]> {
    try {
      const found: Connection[] = [];
      for await (const each of privateEndpointConnections.listByResource(resourceGroupName, vaultName)) {
        found.push(describeConnection(each));
      }
      return found;
    } catch (error) {
      const doing = `listing the private endpoint connections of vault ${vaultName}`;
      throw explainRefusal(error, doing, cloud.managementHost);
    }
  }
  return {
    list,
    async find(name) {
      const all = await list();
      const found = all.find((each) => each.name.toLowerCase() === name.toLowerCase());
      if (found !== undefined) return found;
      throw new CommandError(
        `Vault ${vaultName} has no private endpoint connection ${name}. It has: ${all.map((each) => plain(each.name)).join(", ") || "none"}.`,
        "List them with `kore-byok connections`. If there is none, Kore's private endpoint has not been created yet.",
      );
    },
    async setStatus(name, status) {
      // Seen by the other side too: no name of a person.
      const privateLinkServiceConnectionState = { status, description: `${status} with kore-byok` };
      try {
        await privateEndpointConnections.put(resourceGroupName, vaultName, name, { privateLinkServiceConnectionState });
      } catch (error) {
        // `awaitStatus` sees whether it takes effect.
        if (wasAccepted(error)) return;
        const doing = `setting connection ${name} of vault ${vaultName} to ${status}`;
        const explained = explainRefusal(error, doing, cloud.managementHost);
        if (wasRefused(error)) throw explained;
        throw new CommandError(
          `${explained.message} Whether it took effect is not known.`,
          `${explained.fix} \`kore-byok connections\` shows the state; the command can be repeated safely.`,
        );
      }
    },
  };
}
