/**
 * What azure-native does to keys on a vault's data plane, as the login: the vault's firewall and permission model apply
 * to it as to anybody (hashicorp/terraform-provider-azurerm#9738 shows a deployer shut out).
 */
import type { Azure } from "../../azure";
import type { Need } from "../../keyvault/access";
import { authorize, describeIdentity, describeVault } from "../../keyvault/access";
import { unstatedAddress } from "../../https/caller";
import { clouds, tokenIssuer } from "../../https/clouds";
import { admitFromNetwork } from "../../keyvault/network";
import { vaultProperties } from "../../keyvault/vaultProperties";
import { passOrLog } from "../../state/operationLog";

/** Soft-deletes a key by its ARM ID. */
export function deleteKey(azure: Azure, id: string): Promise<void> {
  return onDataPlane(azure, id, "DELETE keys", "delete", (...key) => azure.keys.softDelete(...key));
}

/** Brings a soft-deleted key back by its ARM ID. */
export function recoverKey(azure: Azure, id: string): Promise<void> {
  return onDataPlane(azure, id, "POST deletedkeys/recover", "recover/action", (...key) => azure.keys.recover(...key));
}

async function onDataPlane(
  azure: Azure,
  id: string,
  action: string,
  dataAction: string,
  effect: (...key: Parameters<Azure["keys"]["softDelete"]>) => Promise<unknown>,
): Promise<void> {
  const separator = id.toLowerCase().lastIndexOf("/keys/");
  const vaultId = id.slice(0, separator);
  const need: Need = {
    dataAction: `Microsoft.KeyVault/vaults/keys/${dataAction}`,
    permission: dataAction.split("/")[0]!,
  };
  const { objectId } = azure.state.login;
  const call = { face: "keyvault", action, target: id, caller: objectId, from: unstatedAddress } as const;
  passOrLog(azure.log, call, () => admit(azure, vaultId, id, need));
  await effect(vaultId, id.slice(separator + "/keys/".length), { objectId, from: unstatedAddress });
}

/** Throws 403 where network or permissions keep the login out. */
function admit(azure: Azure, vaultId: string, scope: string, need: Need): void {
  const vaultName = vaultId.slice(vaultId.lastIndexOf("/") + 1);
  const vault = azure.keys.findVault(vaultName);
  // A deleted vault has no host name any more: this is not a 404, and azure-native does not take it for one.
  if (vault === undefined) throw new Error(`dial tcp: lookup of the host of vault ${vaultName}: no such host`);
  const properties = vaultProperties(vault);
  const cloud = clouds.find(({ vaultSuffix }) => new URL(properties.vaultUri).host.endsWith(`.${vaultSuffix}`))!;
  const { clientId, objectId } = azure.state.login;
  const identity = { appId: clientId, objectId, issuer: tokenIssuer(cloud, properties.tenantId) };
  // Where the login runs from is not stated to the simulation, so it comes from the public Internet.
  admitFromNetwork(
    vault,
    properties,
    { address: unstatedAddress },
    {
      caller: `Caller: ${describeIdentity(identity)}`,
      vault: `Vault: ${describeVault(vault)}`,
    },
  );
  authorize(azure, vault, properties, identity, need, scope);
}
