import * as pulumi from "@pulumi/pulumi";
import { KoreByok, type KoreByokArgs } from "../../components";
import { kore, login, vaultIdOf, type World } from "./mockedAzure";
import { deploy, type Deployment } from "./mocks";

/** Programs with the component `KoreByok`, by name `kore`, under `mocks.ts`. */

export const privateArgs: KoreByokArgs = { koreClientId: kore.clientId, location: "westeurope", vaultName: "kv-a" };
export const firewallArgs: KoreByokArgs = {
  ...privateArgs,
  networkMode: "firewall",
  koreIpRanges: ["20.42.7.0/28", "52.168.3.9"],
  operatorIpRanges: ["20.50.0.8/29"],
};
const network = `/subscriptions/${login.subscriptionId}/resourceGroups/rg-network/providers/Microsoft.Network`;
export const everything: KoreByokArgs = {
  ...privateArgs,
  koreProduct: "ai-for-work",
  endpointSubnetId: `${network}/virtualNetworks/vnet-ops/subnets/endpoints`,
  logAnalyticsWorkspaceId: `/subscriptions/${login.subscriptionId}/resourceGroups/rg-logs/providers/Microsoft.OperationalInsights/workspaces/logs`,
  alertEmails: ["ops@example.com"],
};
export const world: World = {
  networks: { "vnet-ops": { id: `${network}/virtualNetworks/vnet-ops`, location: "westeurope" } },
};
export const vaultId = vaultIdOf("kv-a");

/** What the component hands out. It is a resource itself, so its fields are named for the stack's outputs. */
export function outputsOf(byok: KoreByok) {
  const { tenantId, vaultUri, keyName, keyIdentifier, vaultId: id, vaultName, location, handoff, networkMode } = byok;
  const { adminConsentUrl, koreServicePrincipalObjectId, roleAssignmentIds } = byok;
  const vault = { tenantId, vaultUri, vaultId: id, vaultName, location, networkMode };
  const access = { adminConsentUrl, koreServicePrincipalObjectId, roleAssignmentIds };
  return { ...vault, ...access, keyName, keyIdentifier, handoff };
}
export const program = (args: KoreByokArgs, opts?: pulumi.ComponentResourceOptions) => () =>
  outputsOf(new KoreByok("kore", args, opts));
export const up = (args: KoreByokArgs, more: World = {}, opts?: pulumi.ComponentResourceOptions) =>
  deploy(program(args, opts), { ...world, ...more });
export const madeBy = (deployment: Deployment) =>
  deployment.made.map(({ type, name }) => `${type.split(":").pop()} ${name}`);
