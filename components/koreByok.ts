import * as resources from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";
import { alreadyChecked } from "./alreadyChecked";
import { ByokKey } from "./byokKey";
import { ByokVault } from "./byokVault";
import { checkedArgs } from "./checkedArgs";
import { checkedLogin, type Login } from "./checkedLogin";
import { createDeleteLock, keepLockHook } from "./deleteLock";
import { knownInPreview, spelledAsPlanned } from "./knownInPreview";
import type { KoreByokArgs } from "./koreByokArgs";
import { KoreKeyAccess } from "./koreKeyAccess";
import { KoreServicePrincipal } from "./koreServicePrincipal";
import { claimKey, claimVault } from "./oneOwner";
import { checkByok } from "./plan/checkByok";
import { adminConsentUrlOf, cloudOf, keyIdentifierOf, vaultUriOf } from "./plan/clouds";
import { koreByokArguments } from "./plan/componentArguments";
import { planHandoff, type Handoff } from "./plan/handoff";
import { normaliseIpv4Ranges } from "./plan/ipv4Ranges";
import { parseResourceId, vaultResourceId } from "./plan/resourceIds";
import { KoreAccess, roleAssignmentId, rolesForKore } from "./plan/roles";
import { isLocked } from "./plan/vaultLock";
import { withDefaults, type SettledArgs } from "./settledArgs";
import { VaultMonitoring } from "./vaultMonitoring";
import { VaultPrivateEndpoint } from "./vaultPrivateEndpoint";

/**
 * Everything that Kore's BYOK needs on the customer's side: Kore's service principal, a Key Vault with purge protection,
 * an RSA key, the role that lets Kore use it, and a network closed to everyone else. On request also the customer's own
 * private endpoint to the vault, and its monitoring.
 *
 * @example
 * const byok = new KoreByok("kore-byok", { koreClientId: "5f4d9b7a-3a55-4c1c-9d0f-1f2e3d4c5b6a" });
 * export const handoff = byok.handoff;
 */
export class KoreByok extends pulumi.ComponentResource {
  /** Tenant of the vault. */
  public readonly tenantId: pulumi.Output<string>;
  /** URI of the vault as Azure returns it, with its trailing slash. */
  public readonly vaultUri: pulumi.Output<string>;
  /** Name of the key. */
  public readonly keyName: pulumi.Output<string>;
  /** Identifier of the key without version and port. */
  public readonly keyIdentifier: pulumi.Output<string>;
  /** ARM ID of the vault, with the names as they were given: what a private endpoint from Kore's side is asked for with. */
  public readonly vaultId: pulumi.Output<string>;
  /** Name of the vault. */
  public readonly vaultName: pulumi.Output<string>;
  /** Region of the vault. */
  public readonly location: pulumi.Output<string>;
  /** Where a Global Administrator consents to Kore's app. */
  public readonly adminConsentUrl: pulumi.Output<string>;
  /** Object ID of Kore's service principal; empty if access is revoked and it cannot be read. */
  public readonly koreServicePrincipalObjectId: pulumi.Output<string>;
  /** ARM IDs of Kore's role assignments; empty while access is revoked. */
  public readonly roleAssignmentIds: pulumi.Output<string[]>;
  /** How Kore reaches the vault. */
  public readonly networkMode: pulumi.Output<string>;
  /** What Kore's support and console ask for, with the console's own labels. Holds no secret. */
  public readonly handoff: Handoff;

  constructor(name: string, args: KoreByokArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kore-byok-azure:index:KoreByok", name, args, opts);
    const component = `KoreByok "${name}"`;
    const checked = checkedArgs(component, args, koreByokArguments, (plain, pending) =>
      checkByok(plain, new Date(), pending),
    );
    const settled = withDefaults(checked);
    claimVault(component, settled);
    claimKey(component, settled);

    const login = checkedLogin(component, settled, this);
    const servicePrincipal = createServicePrincipal(name, settled, login, this);
    const vault = createVault(name, settled, login, this);
    this.vaultId = spelledAsPlanned(vault.vaultId, plannedVaultId(settled, login, vault));
    const key = createKey(name, settled, vault, this);
    const access = createAccess(name, settled, this.vaultId, key, servicePrincipal, this);
    const around = [
      ...createEndpoint(name, settled, this.vaultId, vault, this),
      ...createMonitoring(name, settled, this.vaultId, vault, this),
    ];
    const keepLock = keepLockHook(name, isLocked(settled));
    if (isLocked(settled)) {
      createDeleteLock(name, this.vaultId, [key, access, ...around], keepLock, this);
    }

    const cloud = cloudOf(settled.environment);
    this.tenantId = login.tenantId;
    this.vaultName = vault.vaultName;
    this.vaultUri = knownInPreview(
      vault.vaultUri,
      vault.vaultName.apply((vaultName) => vaultUriOf(cloud, vaultName)),
    );
    this.keyName = knownInPreview(key.keyName, settled.keyName);
    this.keyIdentifier = pulumi
      .all([this.vaultUri, this.keyName])
      .apply(([uri, keyName]) => keyIdentifierOf(uri, keyName));
    this.location = vault.location;
    this.koreServicePrincipalObjectId = servicePrincipal.objectId;
    this.roleAssignmentIds = knownInPreview(access.roleAssignmentIds, plannedAssignments(settled, this));
    this.networkMode = pulumi.output(settled.networkMode);
    this.adminConsentUrl = pulumi
      .all([login.tenantId, settled.koreClientId])
      .apply(([tenantId, clientId]) => adminConsentUrlOf(cloud, tenantId, clientId));
    this.handoff = createHandoff(settled, this);
    this.registerOutputs({
      tenantId: this.tenantId,
      vaultUri: this.vaultUri,
      keyName: this.keyName,
      keyIdentifier: this.keyIdentifier,
      vaultId: this.vaultId,
      vaultName: this.vaultName,
      location: this.location,
      adminConsentUrl: this.adminConsentUrl,
      koreServicePrincipalObjectId: this.koreServicePrincipalObjectId,
      roleAssignmentIds: this.roleAssignmentIds,
      networkMode: this.networkMode,
      handoff: this.handoff,
    });
  }
}

function createServicePrincipal(name: string, args: SettledArgs, login: Login, parent: pulumi.Resource) {
  return new KoreServicePrincipal(
    name,
    alreadyChecked({
      // Waits for the login to be checked: nothing is made in the directory of the wrong tenant.
      clientId: pulumi.all([args.koreClientId, login.tenantId]).apply(([clientId]) => clientId),
      mode: args.servicePrincipal,
      objectId: args.koreServicePrincipalObjectId,
      appOwnerTenantId: args.koreAppOwnerTenantId,
      koreAccess: args.koreAccess,
    }),
    { parent },
  );
}

function createVault(name: string, args: SettledArgs, login: Login, parent: pulumi.Resource): ByokVault {
  return new ByokVault(
    name,
    alreadyChecked({
      vaultName: args.vaultName,
      existingVaultId: args.existingVaultId,
      location: args.location,
      vaultSku: args.vaultSku,
      keyType: args.keyType,
      softDeleteRetentionDays: args.softDeleteRetentionDays,
      networkMode: args.networkMode,
      koreIpRanges: args.koreIpRanges,
      operatorIpRanges: args.operatorIpRanges,
      trustedMicrosoftServices: args.trustedMicrosoftServices,
      tags: args.tags,
      tenantId: login.tenantId,
      resourceGroupName: args.existingVaultId === undefined ? resourceGroup(name, args, login, parent) : undefined,
      allowReplacement: args.allowKeyReplacement,
      enforcementDate: args.enforcementDate,
      koreAccess: args.koreAccess,
    }),
    { parent },
  );
}

function resourceGroup(name: string, args: SettledArgs, login: Login, parent: pulumi.Resource): pulumi.Output<string> {
  // Waits for the login to be checked: everything else is in this group.
  const resourceGroupName = pulumi.all([args.resourceGroupName, login.tenantId]).apply(([groupName]) => groupName);
  if (args.existingResourceGroup) {
    return resourceGroupName;
  }
  const group = new resources.ResourceGroup(
    `${name}-group`,
    { resourceGroupName, location: args.location, tags: args.tags },
    // Deleting the group would take the vault and the key inside, whatever protects those.
    { parent, protect: true, retainOnDelete: true },
  );
  return spelledAsPlanned(group.name, resourceGroupName);
}

/**
 * The vault's ID in one spelling for good, since a role assignment's scope cannot change. The subscription is the vault's own:
 * an existing vault may be in another. It is in lower case, whatever the login says.
 */
function plannedVaultId(args: SettledArgs, login: Login, vault: ByokVault): pulumi.Output<string> {
  const existing = parseResourceId("Microsoft.KeyVault/vaults", args.existingVaultId ?? "");
  return pulumi
    .all([existing?.subscriptionId ?? login.subscriptionId, vault.resourceGroupName, vault.vaultName])
    .apply(([subscriptionId, group, vaultName]) => vaultResourceId(subscriptionId.toLowerCase(), group, vaultName));
}

function createKey(name: string, args: SettledArgs, vault: ByokVault, parent: pulumi.Resource): ByokKey {
  return new ByokKey(
    name,
    alreadyChecked({
      keyName: args.keyName,
      existingKey: args.existingKey,
      keyType: args.keyType,
      keySize: args.keySize,
      keyRotation: args.keyRotation,
      tags: args.tags,
      resourceGroupName: vault.resourceGroupName,
      vaultName: vault.vaultName,
      vaultUri: vault.vaultUri,
      allowReplacement: args.allowKeyReplacement,
      enforcementDate: args.enforcementDate,
      koreAccess: args.koreAccess,
    }),
    { parent },
  );
}

function createAccess(
  name: string,
  args: SettledArgs,
  vaultId: pulumi.Output<string>,
  key: ByokKey,
  servicePrincipal: KoreServicePrincipal,
  parent: pulumi.Resource,
): KoreKeyAccess {
  return new KoreKeyAccess(
    name,
    alreadyChecked({
      koreProduct: args.koreProduct,
      koreRole: args.koreRole,
      koreAccessScope: args.koreAccessScope,
      koreAccess: args.koreAccess,
      vaultLocked: isLocked(args),
      vaultId,
      keyName: args.keyName,
      servicePrincipalObjectId: servicePrincipal.objectId,
    }),
    // Azure accepts a role assignment on a key only once the key exists.
    { parent, dependsOn: [key] },
  );
}

function createEndpoint(
  name: string,
  args: SettledArgs,
  vaultId: pulumi.Output<string>,
  vault: ByokVault,
  parent: pulumi.Resource,
): VaultPrivateEndpoint[] {
  if (args.endpointSubnetId === undefined) {
    return [];
  }
  const endpoint = new VaultPrivateEndpoint(
    name,
    alreadyChecked({
      privateDns: args.privateDns,
      privateDnsZoneId: args.privateDnsZoneId,
      virtualNetworkIds: args.dnsVirtualNetworkIds,
      environment: args.environment,
      tags: args.tags,
      subnetId: args.endpointSubnetId,
      vaultId,
      vaultName: vault.vaultName,
      resourceGroupName: vault.resourceGroupName,
    }),
    { parent },
  );
  return [endpoint];
}

function createMonitoring(
  name: string,
  args: SettledArgs,
  vaultId: pulumi.Output<string>,
  vault: ByokVault,
  parent: pulumi.Resource,
): VaultMonitoring[] {
  if (args.logAnalyticsWorkspaceId === undefined && args.alertEmails.length === 0) {
    return [];
  }
  const monitoring = new VaultMonitoring(
    name,
    alreadyChecked({
      logAnalyticsWorkspaceId: args.logAnalyticsWorkspaceId,
      alertEmails: args.alertEmails,
      tags: args.tags,
      keyName: args.keyName,
      koreClientId: args.koreClientId,
      vaultId,
      vaultName: vault.vaultName,
      location: vault.location,
      resourceGroupName: vault.resourceGroupName,
    }),
    { parent },
  );
  return [monitoring];
}

function plannedAssignments(args: SettledArgs, byok: KoreByok): pulumi.Output<string[]> {
  const roles =
    args.koreAccess === KoreAccess.Active
      ? rolesForKore(args.koreProduct, args.koreRole, args.koreAccessScope, args.keyName)
      : [];
  return pulumi
    .all([byok.vaultId, byok.koreServicePrincipalObjectId])
    .apply(([vaultId, principalId]) => roles.map((role) => roleAssignmentId(role, vaultId, args.keyName, principalId)));
}

function createHandoff(args: SettledArgs, byok: KoreByok): Handoff {
  return planHandoff<pulumi.Output<string>>(
    {
      ...args,
      tenantId: byok.tenantId,
      vaultUri: byok.vaultUri,
      keyName: byok.keyName,
      keyIdentifier: byok.keyIdentifier,
      vaultId: byok.vaultId,
      location: byok.location,
      koreClientId: pulumi.output(args.koreClientId),
      koreServicePrincipalObjectId: byok.koreServicePrincipalObjectId,
      adminConsentUrl: byok.adminConsentUrl,
      koreIpRanges: pulumi.output(args.koreIpRanges ?? []).apply((ranges) => normaliseIpv4Ranges(ranges).join(", ")),
    },
    (template, value) => value.apply((known) => template.replace("{}", known)),
  );
}
