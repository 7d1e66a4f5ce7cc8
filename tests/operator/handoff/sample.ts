/** Stack outputs of both network modes, made by the code that the program uses. */
import { planHandoff as planOutput } from "../../../components/plan/handoff";
import { NetworkMode } from "../../../components/plan/networkPlan";
import { KoreAccessScope, KoreProduct } from "../../../components/plan/roles";
import { outputs, type HandoffOutputs } from "../../../operator/handoff/outputs";

export interface Sample {
  koreProduct?: KoreProduct;
  networkMode?: NetworkMode;
  enforcementDate?: string;
  keyName?: string;
  /** What Kore's roles are assigned on; none while access is revoked. */
  rolesOn?: KoreAccessScope[];
}

export function sampleOutputs({
  koreProduct = KoreProduct.AiForService,
  networkMode = NetworkMode.PrivateEndpoint,
  enforcementDate,
  keyName = "kore-byok",
  rolesOn = [KoreAccessScope.Vault],
}: Sample = {}): HandoffOutputs {
  const tenantId = "11111111-1111-4111-8111-111111111111";
  const koreClientId = "55555555-5555-4555-8555-555555555555";
  const subscription = "22222222-2222-4222-8222-222222222222";
  const facts = {
    tenantId,
    vaultUri: "https://kv-contoso-kore.vault.azure.net/",
    vaultId: `/subscriptions/${subscription}/resourceGroups/rg-kore-byok/providers/Microsoft.KeyVault/vaults/kv-contoso-kore`,
    keyName,
    keyIdentifier: `https://kv-contoso-kore.vault.azure.net/keys/${keyName}`,
    location: "westeurope",
    adminConsentUrl: `https://login.microsoftonline.com/${tenantId}/adminconsent?client_id=${koreClientId}`,
    koreServicePrincipalObjectId: "77777777-7777-4777-8777-777777777777",
    networkMode,
  };
  const handoff = planOutput<string>(
    { ...facts, koreProduct, enforcementDate, koreClientId, koreIpRanges: "20.42.7.0/28, 52.168.3.9/32" },
    (template, value) => template.replace("{}", value),
  );
  const roleAssignmentIds = rolesOn.map(
    (place) =>
      `${facts.vaultId}${place === KoreAccessScope.Key ? `/keys/${keyName}` : ""}/providers/Microsoft.Authorization/roleAssignments/9c1f7f3e-7f57-5c6e-9a3d-0d7e5a1c2b3f`,
  );
  return outputs.parse(sorted({ ...facts, vaultName: "kv-contoso-kore", roleAssignmentIds, handoff }));
}

/** As the engine keeps outputs: the names of each object in the order of the alphabet. */
function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, held]) => [name, sorted(held)]));
}
