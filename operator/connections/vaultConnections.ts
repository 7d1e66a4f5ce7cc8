/** A vault's private endpoint connections, through Azure Resource Manager. */
import type { TokenCredential } from "@azure/identity";
import type { Cloud } from "../../components/plan/clouds";
import { CommandError } from "../commandError";
import { explainRefusal } from "../management/explainRefusal";
import { keyVaultClient, placeOfVault } from "../management/managementClients";
import { type Connection, describeConnection } from "./connection";

export interface VaultConnections {
  /** @throws CommandError */
  list(): Promise<Connection[]>;
  /** @throws CommandError where there is none of the name, or Azure refuses */
  find(name: string): Promise<Connection>;
  /** Writes a connection's state, and waits until Azure has done it. @throws CommandError */
  setStatus(name: string, status: "Approved" | "Rejected", description: string): Promise<void>;
}

/** @param vaultId ARM ID of the vault */
export function connectionsOfVault(credential: TokenCredential, cloud: Cloud, vaultId: string): VaultConnections {
  const { subscriptionId, resourceGroupName, vaultName } = placeOfVault(vaultId);
  const { privateEndpointConnections } = keyVaultClient(credential, cloud, subscriptionId);
  const ask = async <T>(doing: string, call: () => Promise<T>): Promise<T> => {
    try {
      return await call();
    } catch (error) {
      throw explainRefusal(error, doing, cloud.managementHost);
    }
  };
  const list = (): Promise<Connection[]> =>
    ask(`listing the private endpoint connections of vault ${vaultName}`, async () => {
      const found: Connection[] = [];
      for await (const each of privateEndpointConnections.listByResource(resourceGroupName, vaultName)) {
        found.push(describeConnection(each));
      }
      return found;
    });
  return {
    list,
    async find(name) {
      const all = await list();
      const found = all.find((each) => each.name.toLowerCase() === name.toLowerCase());
      if (found !== undefined) return found;
      throw new CommandError(
        `Vault ${vaultName} has no private endpoint connection ${name}. It has: ${all.map((each) => each.name).join(", ") || "none"}.`,
        "List them with `kore-byok connections`. Where none is there, Kore has not made its private endpoint yet.",
      );
    },
    setStatus: (name, status, description) =>
      ask(`setting connection ${name} of vault ${vaultName} to ${status}`, async () => {
        await privateEndpointConnections.put(resourceGroupName, vaultName, name, {
          privateLinkServiceConnectionState: { status, description },
        });
      }),
  };
}
