/** A vault's private endpoint connections, and what may be done with them. */
import type { PrivateEndpointConnection } from "@azure/arm-keyvault";
import { z } from "zod";
import { CommandError } from "../commandError";

/** The schema of a private endpoint connection as it is shown. */
export const connection = z.strictObject({
  name: z.string(),
  status: z.string().describe("Pending, Approved, Rejected or Disconnected"),
  requesterSubscriptionId: z.string().describe("Subscription of the private endpoint; empty if Azure does not say"),
  privateEndpointId: z.string().describe("ARM ID of the private endpoint, on the requester's side"),
  description: z.string().describe("The requester's message, or the approver's"),
  provisioningState: z.string(),
});
/** A private endpoint connection, as it is shown. */
export type Connection = z.infer<typeof connection>;

/** Source: learn.microsoft.com/azure/private-link/private-endpoint-overview. */
const statuses = ["Pending", "Approved", "Rejected", "Disconnected"];

/** What Azure answered, in the shape that is shown. A known status has the spelling above, however Azure writes it. */
export function describeConnection(answered: PrivateEndpointConnection): Connection {
  const privateEndpointId = answered.privateEndpoint?.id ?? "";
  const [, subscription = ""] = /^\/subscriptions\/([^/]+)\//i.exec(privateEndpointId) ?? [];
  const status = answered.privateLinkServiceConnectionState?.status ?? "";
  return {
    name: answered.name ?? answered.id?.split("/").at(-1) ?? "",
    status: statuses.find((known) => known.toLowerCase() === status.toLowerCase()) ?? status,
    requesterSubscriptionId: subscription.toLowerCase(),
    privateEndpointId,
    description: answered.privateLinkServiceConnectionState?.description ?? "",
    provisioningState: answered.provisioningState ?? "",
  };
}

/** Whether Azure failed to apply the last write: only another write makes it try again. */
export function hasFailed({ provisioningState }: Connection): boolean {
  return provisioningState.toLowerCase() === "failed";
}

/**
 * Whether calls get through: the connection is approved, and its provisioning, if Azure states one, has succeeded.
 * Source: learn.microsoft.com, "Diagnose private links configuration issues on Azure Key Vault".
 */
export function isInForce({ status, provisioningState }: Pick<Connection, "status" | "provisioningState">): boolean {
  return status === "Approved" && /^(succeeded)?$/i.test(provisioningState);
}

/** What is done with a connection: `change` it, or nothing if it is `already` as wanted. */
export type Decision = "change" | "already";

/**
 * Whether a connection may be approved. Source: learn.microsoft.com/azure/private-link/manage-private-endpoint: a
 * rejected or disconnected connection cannot be approved any more, the requester must make it again.
 *
 * @param from subscription that the requester has named, in writing
 * @throws CommandError if the requester is a different one, or the state does not allow approval
 */
export function decideApproval(connection: Connection, from: string): Decision {
  const { name, status, requesterSubscriptionId } = connection;
  if (requesterSubscriptionId !== from.toLowerCase()) {
    throw new CommandError(
      `Connection ${name} was requested from subscription ${requesterSubscriptionId || "(not stated)"}, not from ${from}.`,
      "Approve nothing that you do not expect: ask Kore, in writing, which subscription its private endpoint is in.",
    );
  }
  if (status === "Approved") return hasFailed(connection) ? "change" : "already";
  if (status === "Pending") return "change";
  throw new CommandError(
    `Connection ${name} is ${status}: Azure approves only what is Pending.`,
    "Ask Kore to delete its private endpoint and to make it again, then approve the new connection.",
  );
}

/**
 * Whether a connection may be rejected.
 *
 * @param yes confirmed beforehand, since an approved connection may be the one that Kore calls through
 * @throws CommandError if the connection is approved and `yes` is false
 */
export function decideRejection(connection: Connection, yes: boolean): Decision {
  const { name, status, requesterSubscriptionId } = connection;
  if (status === "Disconnected") return "already";
  if (status === "Rejected") return hasFailed(connection) ? "change" : "already";
  if (status === "Approved" && !yes) {
    throw new CommandError(
      `Connection ${name} is approved: rejecting it cuts off whoever calls through it, from subscription ${requesterSubscriptionId}. It cannot be approved again.`,
      "If you mean that, repeat the command with --yes. To cut Kore off for a time, use `kore-byok revoke`.",
    );
  }
  return "change";
}
