import * as keyvault from "@pulumi/azure-native/keyvault";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { isAlreadyChecked } from "./alreadyChecked";
import { checkedArgs, reportProblems } from "./checkedArgs";
import { deletedNameHook } from "./deletedName";
import { withDeliberateChange } from "./deliberateReplacement";
import { refusedUpdate } from "./hooks";
import { spelledAsPlanned } from "./knownInPreview";
import { claimVault } from "./oneOwner";
import { withoutNulls } from "./plan/azureAnswer";
import { checkVault, checkVaultGroup } from "./plan/checkVault";
import { checkChoice } from "./plan/choices";
import { byokVaultArguments } from "./plan/componentArguments";
import { defaults, defaultTrustedMicrosoftServices, vaultNamePrefix } from "./plan/defaults";
import { checkHaste, checkNetworkStays, checkOtherVault } from "./plan/deliberateChange";
import { checkOwnEnforcementDate } from "./plan/enforcementDate";
import { checkExistingVault } from "./plan/existingVault";
import { checkKeyType, defaultKeyType, type KeyType, type VaultSku } from "./plan/keyRules";
import { planNetwork, type NetworkMode } from "./plan/networkPlan";
import { given, type Problem } from "./plan/problem";
import { parseResourceId } from "./plan/resourceIds";
import type { KoreAccess } from "./plan/roles";
import { checkVaultUpdate, vaultIdentityOf } from "./plan/vaultUpdate";

/** Arguments of `ByokVault`. */
export interface ByokVaultArgs {
  /** Required. Tenant of the vault; must be the login's. */
  tenantId: pulumi.Input<string>;
  /** Conditional. Resource group to create the vault in; required without `existingVaultId`. */
  resourceGroupName?: pulumi.Input<string>;
  /** Optional. Region of the vault. Default: `azure-native:location`, else the resource group's. */
  location?: pulumi.Input<string>;
  /**
   * Optional. 3–24 characters, globally unique. Default: `kv-kore-` and 8 random characters, kept in the state. Must
   * be a plain value, not an output: the preview must show another name as another vault.
   */
  vaultName?: string;
  /** Optional. ARM ID of a vault to use instead of creating one. It is checked, never changed or deleted. */
  existingVaultId?: string;
  /** Optional. `premium` or `standard`. Default `premium`. */
  vaultSku?: pulumi.Input<VaultSku>;
  /** Optional. Type of the key that the vault will hold, for the check of an existing vault. Default by `vaultSku`. */
  keyType?: pulumi.Input<KeyType>;
  /** Optional. Days that a deleted vault or key can be recovered: 7–90, fixed at creation. Default `90`. */
  softDeleteRetentionDays?: pulumi.Input<number>;
  /** Optional. `privateEndpoint` or `firewall`. Default `privateEndpoint`. */
  networkMode?: NetworkMode;
  /** Conditional. Kore's public IPv4 ranges; required in firewall mode. */
  koreIpRanges?: pulumi.Input<string[]>;
  /** Optional. The platform team's own public IPv4 ranges, in firewall mode. */
  operatorIpRanges?: pulumi.Input<string[]>;
  /** Optional. Lets services of Microsoft's list pass the firewall; Kore is not on it. Default: in firewall mode only. */
  trustedMicrosoftServices?: pulumi.Input<boolean>;
  /**
   * Optional. Lifts Pulumi's protection for one deliberate change, and allows another existing vault. Refused from
   * `enforcementDate` on. Default `false`.
   */
  allowReplacement?: boolean;
  /**
   * Optional. The date set in Kore's console, `YYYY-MM-DD`; from that day on another vault is refused, and so is a
   * network that shuts Kore out, unless `koreAccess` is `revoked`. Must be a plain value, not an output: the check runs in
   * the preview.
   */
  enforcementDate?: string;
  /** Optional. `active`, or `revoked`: then problems of an existing vault are warnings, not errors. Default `active`. */
  koreAccess?: KoreAccess;
  /** Optional. Tags of the vault. */
  tags?: pulumi.Input<{ [name: string]: string }>;
}

/** Arguments whose change would make another vault. */
const identity: readonly (keyof ByokVaultArgs)[] = ["resourceGroupName", "vaultName", "existingVaultId"];

/**
 * A Key Vault for one BYOK key: purge protection, soft delete, the RBAC permission model and a firewall that denies by
 * default, none of which can be turned off here. Or an existing vault, which is checked for the same.
 *
 * The vault is protected and retained: neither a rename nor a destroy deletes it.
 *
 * @example
 * const vault = new ByokVault("byok", { tenantId, resourceGroupName: group.name, vaultName: "kv-kore-contoso" });
 */
export class ByokVault extends pulumi.ComponentResource {
  /** ARM ID of the vault. */
  public readonly vaultId: pulumi.Output<string>;
  /** Name of the vault as it was given, which Azure may return in another case. */
  public readonly vaultName: pulumi.Output<string>;
  /** URI of the vault as Azure returns it, with its trailing slash. */
  public readonly vaultUri: pulumi.Output<string>;
  /** Region of the vault. */
  public readonly location: pulumi.Output<string>;
  /** Resource group of the vault as it was given. */
  public readonly resourceGroupName: pulumi.Output<string>;

  constructor(name: string, args: ByokVaultArgs, opts?: pulumi.ComponentResourceOptions) {
    const component = `ByokVault "${name}"`;
    const checkChange: Parameters<typeof withDeliberateChange>[2] = (update) => [
      ...checkHaste(update, identity),
      ...checkOtherVault(update, new Date()),
      ...checkNetworkStays(update, new Date()),
    ];
    super(
      "kore-byok-azure:index:ByokVault",
      name,
      args,
      withDeliberateChange(`${name}-vault`, component, checkChange, opts),
    );
    const checked = checkedArgs(component, args, byokVaultArguments, check);
    if (!isAlreadyChecked(args)) {
      claimVault(component, checked);
    }
    const vault =
      checked.existingVaultId === undefined ? create(name, component, checked, this) : read(component, checked, this);
    this.vaultId = vault.vaultId;
    this.vaultName = vault.vaultName;
    this.vaultUri = vault.vaultUri;
    this.location = vault.location;
    this.resourceGroupName = vault.resourceGroupName;
    this.registerOutputs({ ...vault });
  }
}

function check(plain: Partial<pulumi.Unwrap<ByokVaultArgs>>, pending: ReadonlySet<string>): Problem[] {
  // A tier that is not known yet is not the default one.
  const vaultSku = pending.has("vaultSku") ? undefined : (plain.vaultSku ?? defaults.vaultSku);
  return [
    ...checkVaultGroup(plain, pending),
    ...checkVault(plain, pending),
    ...given(plain.keyType, (value) => checkKeyType("keyType", value, vaultSku)),
    ...checkChoice("koreAccess", plain.koreAccess),
    ...checkOwnEnforcementDate(plain, new Date()),
  ];
}

/** What is known of a vault, whether it is created or read. */
interface VaultFacts {
  vaultId: pulumi.Output<string>;
  vaultName: pulumi.Output<string>;
  vaultUri: pulumi.Output<string>;
  location: pulumi.Output<string>;
  resourceGroupName: pulumi.Output<string>;
}

function create(name: string, component: string, args: ByokVaultArgs, parent: pulumi.Resource): VaultFacts {
  const { resourceGroupName, allowReplacement = false } = args;
  if (resourceGroupName === undefined) {
    throw new Error("unchecked resourceGroupName");
  }
  const vaultName =
    args.vaultName === undefined ? generatedName(name, allowReplacement, parent) : pulumi.output(args.vaultName);
  const vault = new keyvault.Vault(
    `${name}-vault`,
    {
      resourceGroupName,
      vaultName,
      location: args.location,
      tags: args.tags,
      properties: {
        tenantId: args.tenantId,
        sku: { family: "A", name: args.vaultSku ?? defaults.vaultSku },
        // Every field below is stated: the provider's own defaults are access policies and an open firewall.
        enableRbacAuthorization: true,
        enableSoftDelete: true,
        softDeleteRetentionInDays: args.softDeleteRetentionDays ?? defaults.softDeleteRetentionDays,
        enablePurgeProtection: true,
        enabledForDeployment: false,
        enabledForDiskEncryption: false,
        enabledForTemplateDeployment: false,
        ...network(args),
      },
    },
    // Each of the two alone has a hole: protect is lifted by --ignore-protect, and a retained vault leaves the state.
    {
      parent,
      protect: !allowReplacement,
      retainOnDelete: true,
      // The provider's way, delete first, would take the old vault out of the state even when the new one is refused.
      deleteBeforeReplace: false,
      hooks: { beforeUpdate: refuseUpdate(name, component), onError: howToRecover(name, component) },
    },
  );
  return {
    vaultId: vault.id,
    vaultName: spelledAsPlanned(vault.name, vaultName),
    vaultUri: vault.properties.vaultUri,
    location: vault.location.apply((location) => location ?? ""),
    resourceGroupName: pulumi.output(resourceGroupName),
  };
}

/** A deleted vault keeps its name, and its keys, for as long as it can be recovered. */
function howToRecover(name: string, component: string): pulumi.ErrorHook[] {
  return deletedNameHook(`${name}-vault`, ({ vaultName }) => [
    `${component}: a deleted vault still holds the name ${String(vaultName)}, and its keys with it. Never purge it. To get it back:`,
    `1. az keyvault recover --name ${String(vaultName)}`,
    "2. import it, and its key, into the stack: docs/recovery.md",
    "3. pulumi up, which creates Kore's role assignments again: recovery does not restore them",
    "To create a new vault instead, choose another vaultName.",
  ]);
}

/** Stops an update of what is fixed about a vault, in the preview already. */
function refuseUpdate(name: string, component: string): pulumi.ResourceHook[] {
  return refusedUpdate(`${name}-refuse-vault-update`, component, ({ oldOutputs, newInputs }) => {
    const live = vaultIdentityOf(oldOutputs);
    return checkVaultUpdate(live.name ?? name, live, vaultIdentityOf(newInputs));
  });
}

/** A name that is recorded before the vault exists: a crash in between must not leave a second, unpurgeable vault. */
function generatedName(name: string, allowReplacement: boolean, parent: pulumi.Resource): pulumi.Output<string> {
  const suffix = new random.RandomString(
    `${name}-vault-suffix`,
    { length: 8, special: false, upper: false },
    // Protected like the vault: a configured name replaces it only on purpose.
    { parent, protect: !allowReplacement },
  );
  return pulumi.interpolate`${vaultNamePrefix}${suffix.result}`;
}

function network(args: ByokVaultArgs) {
  const networkMode = args.networkMode ?? defaults.networkMode;
  const planned = pulumi
    .all([args.koreIpRanges, args.operatorIpRanges, args.trustedMicrosoftServices])
    .apply(([koreIpRanges = [], operatorIpRanges = [], trusted = defaultTrustedMicrosoftServices(networkMode)]) =>
      planNetwork({ networkMode, koreIpRanges, operatorIpRanges, trustedMicrosoftServices: trusted }),
    );
  return { publicNetworkAccess: planned.publicNetworkAccess, networkAcls: planned.networkAcls };
}

function read(component: string, args: ByokVaultArgs, parent: pulumi.Resource): VaultFacts {
  const id = parseResourceId("Microsoft.KeyVault/vaults", args.existingVaultId ?? "");
  if (id === undefined) {
    throw new Error(`unchecked existingVaultId ${args.existingVaultId}`);
  }
  const [vaultName = ""] = id.names;
  const live = keyvault.getVaultOutput({ resourceGroupName: id.resourceGroupName, vaultName }, { parent });
  const vault = pulumi
    .all([live, args.tenantId, args.location, args.koreIpRanges, args.keyType, args.vaultSku])
    .apply(([answer, tenantId, location, koreIpRanges = [], keyType, vaultSku = defaults.vaultSku]) => {
      const found = withoutNulls(answer);
      const { sku, ...properties } = found.properties;
      const wanted = {
        tenantId,
        location,
        koreIpRanges,
        keyType: keyType ?? defaultKeyType(vaultSku),
        networkMode: args.networkMode ?? defaults.networkMode,
      };
      reportProblems(
        component,
        checkExistingVault({ ...properties, id: found.id, location: found.location, sku: sku.name }, wanted),
        args.koreAccess,
      );
      return found;
    });
  return {
    vaultId: vault.id,
    vaultName: vault.apply(() => vaultName),
    vaultUri: vault.properties.vaultUri,
    location: vault.apply(({ location }) => location ?? ""),
    resourceGroupName: vault.apply(() => id.resourceGroupName),
  };
}
