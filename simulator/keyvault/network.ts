/** Key Vault's network rules: public access, the firewall, and approved private endpoint connections. */
import ipaddr from "ipaddr.js";
import { findConnection } from "../arm/vaultConnections";
import { type ArmResource, AzureError } from "../model";
import { type Caller, unstatedAddress } from "../https/caller";
import type { VaultProperties } from "./vaultProperties";

/**
 * Throws 403 where the vault's network rules do not admit the caller.
 *
 * A caller on an approved private endpoint connection is admitted whatever the firewall says (Microsoft's "Diagnose
 * private links configuration issues on Azure Key Vault"). One on a connection that is pending, rejected or
 * disconnected has no private path: it arrives as any other public address. `bypass: AzureServices` admits services of
 * Microsoft's list alone, which Kore is not on ("Virtual network service endpoints for Azure Key Vault"); no caller
 * here can be such a service.
 *
 * @param description `Caller: …` and `Vault: …`, the lines that Key Vault's refusals end with.
 */
export function admitFromNetwork(
  vault: ArmResource,
  properties: VaultProperties,
  caller: Caller,
  description: { caller: string; vault: string },
): void {
  if ("connection" in caller && isEffective(vault, caller.connection)) return;
  if (properties.publicNetworkAccess.toLowerCase() === "disabled") {
    throw new AzureError(
      403,
      "Forbidden",
      "Public network access is disabled and request is not from a trusted service nor via an approved private link." +
        `\r\n${description.caller}\r\n${description.vault}`,
      "ForbiddenByConnection",
    );
  }
  const { defaultAction, ipRules } = properties.networkAcls;
  const address = publicAddress(caller);
  if (defaultAction === "Allow" || ipRules.some(({ value }) => contains(value, address))) return;
  throw new AzureError(
    403,
    "Forbidden",
    "Client address is not authorized and caller is not a trusted service." +
      `\r\nClient address: ${address}\r\n${description.caller}\r\n${description.vault}`,
    "ForbiddenByFirewall",
  );
}

/** Whether traffic passes the connection ("Diagnose private links configuration issues": approved and succeeded). */
function isEffective(vault: ArmResource, connectionName: string): boolean {
  const connection = findConnection(vault, connectionName)?.properties;
  return (
    connection?.privateLinkServiceConnectionState.status === "Approved" && connection.provisioningState === "Succeeded"
  );
}

/** The address by which the public endpoint sees the caller. */
export function publicAddress(caller: Caller): string {
  return "address" in caller ? caller.address : unstatedAddress;
}

/** An ARM `ipRules` value is one IPv4 address or a CIDR range. */
function contains(rule: string, address: string): boolean {
  const range = rule.includes("/") ? rule : `${rule}/32`;
  return ipaddr.IPv4.parse(address).match(ipaddr.IPv4.parseCIDR(range));
}
