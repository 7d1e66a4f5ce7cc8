/** Reads what Azure's control plane knows of Kore's principal and of the vault's network. */
import type { TokenCredential } from "@azure/identity";
import type { Cloud } from "../../components/plan/clouds";
import { describeConnection } from "../connections/connection";
import { explainFailure } from "../management/explainRefusal";
import { authorizationClient, keyVaultClient, placeOfVault } from "../management/managementClients";
import { type FactResult, type GrantedRole, judgeNetwork, judgeRoles } from "./access";

/** Whose access to what is judged; from the stack outputs. */
export interface AskedAccess {
  vaultId: string;
  keyName: string;
  koreServicePrincipalObjectId: string;
  roleAssignmentIds: string[];
  networkMode: string;
  koreIpRanges: string[];
}

/**
 * Both facts, each by itself: a caller may be allowed to read the one and not the other. A refusal of Azure's is no error:
 * that fact is not judged.
 *
 * @throws CommandError at once, where the stack's vault ID is none
 */
export function readAccess(credential: TokenCredential, cloud: Cloud, asked: AskedAccess): Promise<FactResult[]> {
  const { subscriptionId } = placeOfVault(asked.vaultId);
  const judge = async (fact: FactResult["fact"], read: () => Promise<FactResult>): Promise<FactResult> => {
    try {
      return await read();
    } catch (error) {
      return { fact, passed: null, detail: explainFailure(error, cloud.managementHost).cause };
    }
  };
  return Promise.all([
    judge("role-assignment", async () =>
      judgeRoles(await rolesOf(credential, cloud, asked), asked.koreServicePrincipalObjectId, asked.roleAssignmentIds),
    ),
    judge("network-path", async () =>
      judgeNetwork(await networkOf(credential, cloud, asked), { ...asked, subscriptionId }),
    ),
  ]);
}

async function rolesOf(
  credential: TokenCredential,
  cloud: Cloud,
  { vaultId, keyName, koreServicePrincipalObjectId }: AskedAccess,
): Promise<GrantedRole[]> {
  const client = authorizationClient(credential, cloud, placeOfVault(vaultId).subscriptionId);
  const filter = `atScope() and assignedTo('${koreServicePrincipalObjectId}')`;
  const roles: GrantedRole[] = [];
  for await (const assignment of client.roleAssignments.listForScope(`${vaultId}/keys/${keyName}`, { filter })) {
    const { roleName, permissions } = await client.roleDefinitions.getById(assignment.roleDefinitionId!);
    roles.push({
      id: assignment.id ?? "",
      roleName: roleName ?? assignment.roleDefinitionId!,
      scope: assignment.scope ?? "",
      dataActions: permissions?.flatMap(({ dataActions }) => dataActions ?? []) ?? [],
    });
  }
  return roles;
}

async function networkOf(credential: TokenCredential, cloud: Cloud, { vaultId }: AskedAccess) {
  const { subscriptionId, resourceGroupName, vaultName } = placeOfVault(vaultId);
  const { properties } = await keyVaultClient(credential, cloud, subscriptionId).vaults.get(
    resourceGroupName,
    vaultName,
  );
  return {
    publicNetworkAccess: properties.publicNetworkAccess ?? "Enabled",
    defaultAction: properties.networkAcls?.defaultAction ?? "Allow",
    ipRules: properties.networkAcls?.ipRules?.map(({ value }) => value) ?? [],
    connections: (properties.privateEndpointConnections ?? []).map((each) => {
      // A vault lists its connections without the nesting that the connections' own calls have.
      return describeConnection(each);
    }),
  };
}
