import { createAzure } from "../../../simulator/createAzure";
import type { CreateAzureOptions } from "../../../simulator/createAzure";
import type { ArmBody, Azure } from "../../../simulator/azure";
import type { ArmResource } from "../../../simulator/model";

/** The api-versions that azure-native 3.28.0 calls. */
export const version = {
  group: "2024-03-01",
  vault: "2024-11-01",
  role: "2022-04-01",
  lock: "2020-05-01",
  network: "2024-05-01",
  dns: "2024-06-01",
  workspace: "2023-09-01",
  diagnostics: "2021-05-01-preview",
};

export const roles = {
  cryptoUser: "12338af0-0e69-4776-bea7-57ae8d297424",
  encryptionUser: "e147488a-f6f5-4113-8e2d-b22465e65bf6",
  reader: "21090545-7ca7-4776-b22c-e363652d74d2",
  administrator: "00482a5a-887f-4fb3-b363-3b7fe8e74483",
};

export const kore = {
  appId: "55555555-5555-4555-8555-555555555555",
  displayName: "Kore.ai BYOK",
  ownerTenantId: "66666666-6666-4666-8666-666666666666",
};

/** A simulated tenant with the resource group `rg` in West Europe, and short ways to what the tests need. */
export class Tenant {
  private constructor(readonly azure: Azure) {}

  static async create(options?: CreateAzureOptions): Promise<Tenant> {
    const tenant = new Tenant(await createAzure(options));
    if (tenant.azure.state.resources[tenant.group("rg").toLowerCase()] === undefined) {
      await tenant.azure.arm.put(tenant.group("rg"), { location: "westeurope" }, version.group);
    }
    return tenant;
  }

  get subscription(): string {
    return `/subscriptions/${this.azure.state.subscriptionId}`;
  }

  group(name: string): string {
    return `${this.subscription}/resourceGroups/${name}`;
  }

  id(type: string, name: string, group = "rg"): string {
    return `${this.group(group)}/providers/${type}/${name}`;
  }

  vaultId(name = "kv-one"): string {
    return this.id("Microsoft.KeyVault/vaults", name);
  }

  roleDefinitionId(role: string): string {
    return `${this.subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
  }

  /** The body of a vault that Azure takes, with changes. */
  vaultBody(properties: Record<string, unknown> = {}, location = "westeurope"): ArmBody {
    return {
      location,
      properties: {
        tenantId: this.azure.state.tenantId,
        sku: { family: "A", name: "premium" },
        enableRbacAuthorization: true,
        enablePurgeProtection: true,
        ...properties,
      },
    };
  }

  putVault(properties: Record<string, unknown> = {}, name = "kv-one"): Promise<ArmResource> {
    return this.azure.arm.put(this.vaultId(name), this.vaultBody(properties), version.vault);
  }

  putKey(properties: Record<string, unknown> = {}, name = "key-one"): Promise<ArmResource> {
    const body = { properties: { kty: "RSA", keySize: 2048, ...properties } };
    return this.azure.arm.put(`${this.vaultId()}/keys/${name}`, body, version.vault);
  }

  /** Kore's service principal: its object ID. */
  async kore(): Promise<string> {
    this.azure.outside.registerApplication(kore);
    return (await this.azure.entra.createServicePrincipal(kore.appId)).objectId;
  }

  assign(
    scope: string,
    principalId: string,
    role: string = roles.cryptoUser,
    name = "77777777-7777-4777-8777-777777777777",
  ): Promise<ArmResource> {
    return this.azure.arm.put(
      `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
      { properties: { principalId, principalType: "ServicePrincipal", roleDefinitionId: this.roleDefinitionId(role) } },
      version.role,
    );
  }

  lock(scope: string, level = "CanNotDelete", name = "lock"): Promise<ArmResource> {
    const id = `${scope}/providers/Microsoft.Authorization/locks/${name}`;
    return this.azure.arm.put(id, { properties: { level } }, version.lock);
  }
}

/** Expects Azure's refusal: its status, its code and words of its message. */
export async function expectRefusal(call: Promise<unknown>, status: number, code: string, words = ""): Promise<void> {
  await expect(call).rejects.toMatchObject({
    name: "AzureError",
    status,
    code,
    message: expect.stringContaining(words) as string,
  });
}
