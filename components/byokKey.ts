import * as keyvault from "@pulumi/azure-native/keyvault";
import * as pulumi from "@pulumi/pulumi";
import { checkedArgs, throwErrors } from "./checkedArgs";
import { deletedNameHook } from "./deletedName";
import { withDeliberateReplacement } from "./deliberateReplacement";
import { keyIdentifierOf } from "./plan/clouds";
import { defaults } from "./plan/defaults";
import { checkKeyRotation, rotationPolicyOf, type KeyRotation } from "./plan/keyRotation";
import { checkKeySize, checkKeyType, checkLiveKey, keyOperations, KeyType, type LiveKey } from "./plan/keyRules";
import { checkKeyName } from "./plan/names";

/** Arguments of `ByokKey`. */
export interface ByokKeyArgs {
  /** Required. Resource group of the vault. */
  resourceGroupName: pulumi.Input<string>;
  /** Required. Name of the vault. */
  vaultName: pulumi.Input<string>;
  /** Required. URI of the vault, with its trailing slash. */
  vaultUri: pulumi.Input<string>;
  /** Optional. Name of the key: 1–127 letters, digits and hyphens. Default `kore-byok`. */
  keyName?: string;
  /** Optional. `true`: use the key that stands in the vault already; it is checked, never changed. Default `false`. */
  existingKey?: boolean;
  /** Optional. `RSA-HSM` (premium vaults) or `RSA`. Default `RSA-HSM`. */
  keyType?: KeyType;
  /** Optional. Bits: `4096` or `2048`. Default `4096`. */
  keySize?: number;
  /** Optional. Rotation policy given at creation. Default none: Kore does not say how it follows a new version. */
  keyRotation?: KeyRotation;
  /** Optional. Lifts Pulumi's protection for one deliberate change. Default `false`. */
  allowReplacement?: boolean;
  /** Optional. Tags of the key, given at creation; at most 15. */
  tags?: pulumi.Input<{ [name: string]: string }>;
}

/** Arguments that another key would be made for. */
const identity: readonly (keyof ByokKeyArgs)[] = [
  "resourceGroupName",
  "vaultName",
  "keyName",
  "existingKey",
  "keyType",
  "keySize",
];

/**
 * The RSA key that Kore encrypts with. It allows encrypt, decrypt, wrapKey and unwrapKey, cannot be exported and does
 * not expire.
 *
 * Azure Resource Manager creates a key and never updates one (`Keys_CreateIfNotExist`), so a changed argument would be
 * shown as done and do nothing: here it fails at preview, with what Azure holds and what to do. The key is protected
 * and retained. Rotation makes new versions in the vault and needs no change of the program.
 *
 * @example
 * const key = new ByokKey("byok", { resourceGroupName, vaultName: vault.vaultName, vaultUri: vault.vaultUri });
 */
export class ByokKey extends pulumi.ComponentResource {
  /** Name of the key. */
  public readonly keyName: pulumi.Output<string>;
  /** Identifier of the key without version and port: `https://<vault>.vault.azure.net/keys/<key>`. */
  public readonly keyIdentifier: pulumi.Output<string>;

  constructor(name: string, args: ByokKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kore-byok-azure:index:ByokKey", name, args, withDeliberateReplacement(`${name}-key`, identity, opts));
    const component = `ByokKey "${name}"`;
    const checked = checkedArgs(component, args, (plain) => [
      ...checkKeyName("keyName", plain.keyName ?? defaults.keyName),
      ...(plain.keyType === undefined ? [] : checkKeyType("keyType", plain.keyType, undefined)),
      ...checkKeySize("keySize", plain.keySize ?? defaults.keySize),
      ...(plain.keyRotation === undefined ? [] : checkKeyRotation("keyRotation", plain.keyRotation)),
    ]);
    const live = checked.existingKey === true ? read(checked, this) : create(name, checked, this);
    const wanted = { kty: checked.keyType ?? KeyType.RsaHsm, keySize: checked.keySize ?? defaults.keySize };
    this.keyName = live.apply((key) => {
      throwErrors(component, checkLiveKey(key, wanted));
      return key.keyName;
    });
    this.keyIdentifier = pulumi
      .all([checked.vaultUri, this.keyName])
      .apply(([vaultUri, keyName]) => keyIdentifierOf(vaultUri, keyName));
    this.registerOutputs({ keyName: this.keyName, keyIdentifier: this.keyIdentifier });
  }
}

function create(name: string, args: ByokKeyArgs, parent: pulumi.Resource): pulumi.Output<LiveKey> {
  const { keyRotation, allowReplacement = false } = args;
  const key = new keyvault.Key(
    `${name}-key`,
    {
      resourceGroupName: args.resourceGroupName,
      vaultName: args.vaultName,
      keyName: args.keyName ?? defaults.keyName,
      tags: args.tags,
      properties: {
        kty: args.keyType ?? KeyType.RsaHsm,
        keySize: args.keySize ?? defaults.keySize,
        keyOps: [...keyOperations],
        attributes: { enabled: true, exportable: false },
        ...(keyRotation === undefined ? {} : { rotationPolicy: rotationPolicyOf(keyRotation) }),
      },
    },
    {
      parent,
      protect: !allowReplacement,
      retainOnDelete: true,
      // The provider's way, delete first, would take the old key out of the state even where the new one is refused.
      deleteBeforeReplace: false,
      // No update reaches Azure. The old inputs are carried into a replacement too, so a deliberate one must not have
      // this; the hook then stops an update that is none.
      ignoreChanges: allowReplacement ? [] : ["properties", "tags"],
      hooks: { beforeUpdate: [refuseUpdate(name)], onError: [tellDeleted(name)] },
    },
  );
  return pulumi
    .all([key.name, key.kty, key.keySize, key.keyOps, key.attributes])
    .apply(([keyName, kty, keySize, keyOps, attributes]) => ({
      keyName,
      kty,
      keySize,
      keyOps,
      enabled: attributes?.enabled,
    }));
}

/** A deleted key keeps its name for as long as it can be recovered. */
function tellDeleted(name: string): pulumi.ErrorHook {
  return deletedNameHook(`${name}-key`, ({ vaultName, keyName }) => [
    `ByokKey "${name}": a deleted key of the vault ${String(vaultName)} still holds the name ${String(keyName)}. Never purge it: what it encrypted could not be read again. To get it back:`,
    `1. az keyvault key recover --vault-name ${String(vaultName)} --name ${String(keyName)}`,
    "2. import it into the stack: docs/recovery.md",
    "3. pulumi up",
    "For a key of its own, choose another keyName.",
  ]);
}

/** Stops a key of the same name with other properties, in the preview already. */
function refuseUpdate(name: string): pulumi.ResourceHook {
  return new pulumi.ResourceHook(
    `${name}-refuse-key-update`,
    ({ oldOutputs, newInputs }) => {
      const wanted = (newInputs as { properties: { kty: string; keySize: number } }).properties;
      const { name: keyName, kty, keySize } = oldOutputs as { name: string; kty: string; keySize: number };
      throwErrors(`ByokKey "${name}"`, checkLiveKey({ keyName, kty, keySize }, wanted));
    },
    { onDryRun: true },
  );
}

function read(args: ByokKeyArgs, parent: pulumi.Resource): pulumi.Output<LiveKey> {
  return keyvault
    .getKeyOutput(
      {
        resourceGroupName: args.resourceGroupName,
        vaultName: args.vaultName,
        keyName: args.keyName ?? defaults.keyName,
      },
      { parent },
    )
    .apply(({ name, kty, keySize, keyOps, attributes }) => ({
      keyName: name,
      kty,
      keySize,
      keyOps,
      enabled: attributes?.enabled,
    }));
}
