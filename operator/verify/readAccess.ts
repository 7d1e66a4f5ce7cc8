/** Reads what Azure's control plane knows of Kore's principal and of the vault's network. */
import type { AuthorizationManagementClient, RoleAssignment } from "@azure/arm-authorization";
import type { KeyVaultManagementClient } from "@azure/arm-keyvault";
import type { TokenCredential } from "@azure/identity";
import { z } from "zod";
import type { Cloud } from "../../components/plan/clouds";
import { describeConnection } from "../connections/connection";
import { explainManagementFailure } from "../management/explainRefusal";
import { ifFound } from "../management/ifFound";
import { authorizationClient, keyVaultClient, placeOfVault, type VaultPlace } from "../management/managementClients";
import { type FactResult, type GrantedRole, judgeRevoked, judgeRoles } from "./access";
import { judgeNetwork, type VaultNetwork, type WantedNetwork } from "./networkPath";

/** The stack outputs that say whose access to what is judged. */
export const accessOutputs = z.object({
  vaultUri: z.url(),
  vaultId: z.string().min(1),
  keyName: z.string().min(1),
  tenantId: z.string().min(1),
  networkMode: z.string(),
  // Empty if access is revoked and Entra does not name it.
  koreServicePrincipalObjectId: z.string(),
  roleAssignmentIds: z.array(z.string()),
});
/** Whose access to what is judged. */
export type AskedAccess = z.infer<typeof accessOutputs>;

/**
 * Whether Kore's principal holds its roles. If Azure refuses to say, the fact is not judged.
 *
 * @throws CommandError at once, if the stack's vault ID is not one
 */
export function readRoles(credential: TokenCredential, cloud: Cloud, asked: AskedAccess): Promise<FactResult> {
  return readHeldRoles(credential, cloud, asked, (roles) =>
    judgeRoles(roles, asked.koreServicePrincipalObjectId, asked.roleAssignmentIds),
  );
}

/** Whether Kore's principal no longer holds a role that lets it use the key; as `readRoles`. */
export function readRevoked(credential: TokenCredential, cloud: Cloud, asked: AskedAccess): Promise<FactResult> {
  return readHeldRoles(credential, cloud, asked, (roles) => judgeRevoked(roles, asked.koreServicePrincipalObjectId));
}

function readHeldRoles(
  credential: TokenCredential,
  cloud: Cloud,
  asked: AskedAccess,
  judged: (roles: GrantedRole[]) => FactResult,
): Promise<FactResult> {
  const client = authorizationClient(credential, cloud, placeOfVault(asked.vaultId).subscriptionId);
  return judge("role-assignment", cloud, async () => judged(await rolesOf(client, asked)));
}

/**
 * Whether the vault's network leaves Kore a way in; as `readRoles`.
 *
 * @param kore Kore's ranges in firewall mode, and the subscription of its private endpoint, if that is known
 */
export function readNetwork(
  credential: TokenCredential,
  cloud: Cloud,
  { vaultId, networkMode }: AskedAccess,
  kore: Pick<WantedNetwork, "koreIpRanges" | "koreSubscriptionId">,
): Promise<FactResult> {
  const place = placeOfVault(vaultId);
  const client = keyVaultClient(credential, cloud, place.subscriptionId);
  return judge("network-path", cloud, async () =>
    judgeNetwork(await networkOf(client, place), { ...kore, networkMode, subscriptionId: place.subscriptionId }),
  );
}

async function judge(fact: FactResult["fact"], cloud: Cloud, read: () => Promise<FactResult>): Promise<FactResult> {
  try {
    return await read();
  } catch (error) {
    return { fact, passed: null, detail: explainManagementFailure(error, cloud.managementHost).cause };
  }
}

async function rolesOf(
  client: AuthorizationManagementClient,
  { vaultId, keyName, koreServicePrincipalObjectId, roleAssignmentIds }: AskedAccess,
): Promise<GrantedRole[]> {
  const filter = `atScope() and assignedTo('${koreServicePrincipalObjectId}')`;
  const assignments: RoleAssignment[] = [];
  for await (const assignment of client.roleAssignments.listForScope(`${vaultId}/keys/${keyName}`, { filter })) {
    assignments.push(assignment);
  }
  // What the list lacks is asked for by itself, before it is called gone.
  const isListed = (id: string): boolean => assignments.some((each) => each.id?.toLowerCase() === id.toLowerCase());
  for (const id of roleAssignmentIds.filter((each) => !isListed(each))) {
    const assignment = await ifFound(client.roleAssignments.getById(id));
    if (assignment?.principalId?.toLowerCase() === koreServicePrincipalObjectId.toLowerCase())
      assignments.push(assignment);
  }
  return Promise.all(assignments.map((assignment) => grantedRole(client, assignment)));
}

async function grantedRole(
  client: AuthorizationManagementClient,
  { id = "", scope = "", roleDefinitionId = "" }: RoleAssignment,
): Promise<GrantedRole> {
  const { roleName = roleDefinitionId, permissions = [] } = await client.roleDefinitions.getById(roleDefinitionId);
  return {
    id,
    roleName,
    scope,
    permissions: permissions.map(({ dataActions = [], notDataActions = [] }) => ({ dataActions, notDataActions })),
  };
}

async function networkOf(
  client: KeyVaultManagementClient,
  { resourceGroupName, vaultName }: VaultPlace,
): Promise<VaultNetwork> {
  const { properties } = await client.vaults.get(resourceGroupName, vaultName);
  return {
    publicNetworkAccess: properties.publicNetworkAccess ?? "Enabled",
    defaultAction: properties.networkAcls?.defaultAction ?? "Allow",
    ipRules: properties.networkAcls?.ipRules?.map(({ value }) => value) ?? [],
    connections: (properties.privateEndpointConnections ?? []).map((each) => describeConnection(each)),
  };
}
