/** Where a call to the simulated Key Vault comes from: stated by the caller, since loopback has no other addresses. */
import ipaddr from "ipaddr.js";

/** A public IPv4 address, or the name of a private endpoint connection of the vault. */
export type Caller = { address: string } | { connection: string };

/**
 * The address of a caller that states none, and of one whose private endpoint connection is not approved: the public
 * Internet. Taken from the block that RFC 5737 keeps for documentation, so that no firewall rule admits it by accident.
 */
export const unstatedAddress = "203.0.113.1";

/** Azure's limit on resource names of a private endpoint connection (resource name rules, Microsoft.Network). */
const connectionName = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,78}[A-Za-z0-9_])?$/;

/**
 * Reads the proxy user name. Throws an Error where it is neither a public IPv4 address nor a possible name of a
 * private endpoint connection: Key Vault's firewall knows IPv4 alone, and no private address reaches a public endpoint.
 */
export function parseCaller(userName: string): Caller {
  if (userName === "") return { address: unstatedAddress };
  if (ipaddr.IPv4.isValidFourPartDecimal(userName)) {
    const range = ipaddr.IPv4.parse(userName).range();
    // ipaddr.js calls the documentation blocks of RFC 5737 "reserved"; examples may use them.
    if (range === "unicast" || range === "reserved") return { address: userName };
    throw new Error(
      `The proxy user name "${userName}" is a ${range} address. State the public IPv4 address that the caller ` +
        "comes from, or the name of a private endpoint connection of the vault.",
    );
  }
  if (connectionName.test(userName)) return { connection: userName };
  throw new Error(
    `The proxy user name "${userName}" is neither a public IPv4 address, such as 20.42.7.9, nor the name of a ` +
      "private endpoint connection of the vault.",
  );
}

/** As the operation log names the caller. */
export function describeCaller(caller: Caller): string {
  return "address" in caller ? caller.address : caller.connection;
}
