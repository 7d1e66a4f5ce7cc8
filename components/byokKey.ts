import * as keyvault from "@pulumi/azure-native/keyvault";
import * as pulumi from "@pulumi/pulumi";
import { isAlreadyChecked } from "./alreadyChecked";
import { checkedArgs, reportProblems } from "./checkedArgs";
import { deletedNameHook } from "./deletedName";
import { withDeliberateChange } from "./deliberateReplacement";
import { refusedUpdate } from "./hooks";
import { shownBy } from "./knownInPreview";
import { claimKey } from "./oneOwner";
import { withoutNulls } from "./plan/azureAnswer";
import { checkKey } from "./plan/checkKey";
import { checkChoice } from "./plan/choices";
import { checkVaultUri, keyIdentifierOf } from "./plan/clouds";
import { byokKeyArguments } from "./plan/componentArguments";
import { defaults } from "./plan/defaults";
import { checkHaste, checkOtherKey } from "./plan/deliberateChange";
import { checkOwnEnforcementDate } from "./plan/enforcementDate";
import { rotationPolicyOf, type KeyRotation } from "./plan/keyRotation";
import { keyOperations, KeyType } from "./plan/keyRules";
import {
  checkExistingKey,
  checkKeyTags,
  checkOwnKey,
  checkUpdatedKey,
  wantedKeyOf,
  type LiveKey,
  type WantedKey,
} from "./plan/liveKey";
import { given } from "./plan/problem";
import type { KoreAccess } from "./plan/roles";

/** Arguments of `ByokKey`. */
export interface ByokKeyArgs {
  /** Required. Resource group of the vault. */
  resourceGroupName: pulumi.Input<string>;
  /** Required. Name of the vault. */
  vaultName: pulumi.Input<string>;
  /** Required. URI of the vault, `https://<vault>.vault.azure.net/`, as Azure returns it. */
  vaultUri: pulumi.Input<string>;
  /**
   * Optional. Name of the key: 1–127 letters, digits and hyphens. Default `kore-byok`. Must be a plain
   * value, not an output: the check that refuses another key runs in the preview.
   */
  keyName?: string;
  /** Optional. `true`: use a key that the vault already has; it is checked, never changed. Default `false`. */
  existingKey?: boolean;
  /** Optional. `RSA-HSM` (premium vaults) or `RSA`. Default `RSA-HSM`. */
  keyType?: pulumi.Input<KeyType>;
  /** Optional. Bits: `4096` or `2048`. Default `4096`. */
  keySize?: pulumi.Input<number>;
  /**
   * Optional. Rotation policy, set at creation; if the key's policy in Azure differs, the preview fails and prints the
   * command that fixes it. Default: none, since Kore does not say how it follows a new version. Must be a plain value, not
   * an output: the check runs in the preview.
   */
  keyRotation?: KeyRotation;
  /**
   * Optional. Lifts Pulumi's protection for one deliberate change, and allows another name for an existing key.
   * Refused from `enforcementDate` on. Default `false`.
   */
  allowReplacement?: boolean;
  /**
   * Optional. The date set in Kore's console, `YYYY-MM-DD`; from that day on another key is refused. Must be a
   * plain value, not an output: the check runs in the preview.
   */
  enforcementDate?: string;
  /** Optional. `active`, or `revoked`: then a key that Kore could not use is a warning, not an error. Default `active`. */
  koreAccess?: KoreAccess;
  /** Optional. Tags of the key, set at creation; at most 15. A warning is printed if the key in Azure has different tags. */
  tags?: pulumi.Input<{ [name: string]: string }>;
}

/** Arguments whose change would make another key. */
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
 * reported as done and do nothing. Here the preview fails instead, with what Azure holds and how to fix it. The key is
 * protected and retained. Rotation makes new versions in the vault and needs no change of the program.
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
    const component = `ByokKey "${name}"`;
    const checkChange: Parameters<typeof withDeliberateChange>[2] = (update) => [
      ...checkHaste(update, identity),
      ...checkOtherKey(update, new Date()),
    ];
    super(
      "kore-byok-azure:index:ByokKey",
      name,
      args,
      withDeliberateChange(`${name}-key`, component, checkChange, opts),
    );
    const checked = checkedArgs(component, args, byokKeyArguments, (plain) => [
      ...given(plain.vaultUri, (value) => checkVaultUri("vaultUri", value)),
      ...checkKey(plain),
      ...checkChoice("koreAccess", plain.koreAccess),
      ...checkOwnEnforcementDate(plain, new Date()),
    ]);
    if (!isAlreadyChecked(args)) {
      claimKey(component, args);
    }
    const live = checked.existingKey === true ? read(checked, this) : create(name, component, checked, this);
    this.keyName = live.apply(async (key) => {
      const check = checked.existingKey === true ? checkExistingKey : checkOwnKey;
      reportProblems(component, check(key, await knownWish(checked), new Date()), checked.koreAccess);
      return key.keyName;
    });
    if (checked.existingKey !== true) {
      // Separate from the check above: tags may be known late, or be secret, and the key's name must be neither.
      pulumi.all([live, checked.tags]).apply(([key, tags]) => reportProblems(component, checkKeyTags(key, tags)));
    }
    this.keyIdentifier = pulumi
      .all([checked.vaultUri, this.keyName])
      .apply(([vaultUri, keyName]) => keyIdentifierOf(vaultUri, keyName));
    this.registerOutputs({ keyName: this.keyName, keyIdentifier: this.keyIdentifier });
  }
}

function wantedKey({ keyType = KeyType.RsaHsm, keySize = defaults.keySize, keyRotation }: ByokKeyArgs) {
  return { kty: keyType, keySize, ...(keyRotation && { rotationPolicy: rotationPolicyOf(keyRotation) }) };
}

/** What is asked for, as far as it is known. Not waited for, since it may be late or secret, and the key's name must not. */
async function knownWish(args: ByokKeyArgs): Promise<WantedKey> {
  const { kty, keySize, ...known } = wantedKey(args);
  const [type, size] = await Promise.all([shownBy(pulumi.output(kty)), shownBy(pulumi.output(keySize))]);
  return { ...known, kty: type.known ? type.value : undefined, keySize: size.known ? size.value : undefined };
}

function create(name: string, component: string, args: ByokKeyArgs, parent: pulumi.Resource): pulumi.Output<LiveKey> {
  const { allowReplacement = false } = args;
  const key = new keyvault.Key(
    `${name}-key`,
    {
      resourceGroupName: args.resourceGroupName,
      vaultName: args.vaultName,
      keyName: args.keyName ?? defaults.keyName,
      tags: args.tags,
      properties: {
        ...wantedKey(args),
        keyOps: [...keyOperations],
        attributes: { enabled: true, exportable: false },
      },
    },
    {
      parent,
      protect: !allowReplacement,
      retainOnDelete: true,
      // The provider's way, delete first, would take the old key out of the state even when the new one is refused.
      deleteBeforeReplace: false,
      // No update reaches Azure. ignoreChanges carries the old inputs into a replacement too, so a deliberate one must not
      // have it; the hook then stops an update that replaces nothing.
      ignoreChanges: allowReplacement ? [] : ["properties", "tags"],
      hooks: { beforeUpdate: refuseUpdate(name, component), onError: howToRecover(name, component) },
    },
  );
  return pulumi
    .all([args.vaultName, key.name, key.kty, key.keySize, key.keyOps, key.attributes, key.rotationPolicy, key.tags])
    .apply(([vaultName, keyName, kty, keySize, keyOps, attributes, rotationPolicy, tags]) =>
      liveKey(vaultName, { name: keyName, kty, keySize, keyOps, attributes, rotationPolicy, tags }),
    );
}

/** A key as the provider returns it. */
type KeyAnswer = Omit<LiveKey, "vaultName" | "keyName"> & { name: string; attributes?: Partial<LiveKey> };

/** What a key in the state and one that is read have in common. */
function liveKey(vaultName: string, answer: KeyAnswer): LiveKey {
  const { name: keyName, kty, keySize, keyOps, attributes = {}, rotationPolicy, tags } = withoutNulls(answer);
  const { enabled, exportable, expires, notBefore } = attributes;
  return { vaultName, keyName, kty, keySize, keyOps, enabled, exportable, expires, notBefore, rotationPolicy, tags };
}

/** A deleted key keeps its name for as long as it can be recovered. */
function howToRecover(name: string, component: string): pulumi.ErrorHook[] {
  return deletedNameHook(`${name}-key`, ({ vaultName, keyName }) => [
    `${component}: a deleted key of the vault ${String(vaultName)} still holds the name ${String(keyName)}. Never purge it: what it encrypted could not be read again. To get it back:`,
    `1. az keyvault key recover --vault-name ${String(vaultName)} --name ${String(keyName)}`,
    "2. import it into the stack: docs/recovery.md",
    "3. pulumi up",
    "To create a new key instead, choose another keyName.",
  ]);
}

/** Stops a key of the same name with other properties, in the preview already. */
function refuseUpdate(name: string, component: string): pulumi.ResourceHook[] {
  return refusedUpdate(`${name}-refuse-key-update`, component, ({ oldInputs, oldOutputs, newInputs }) => {
    const { vaultName } = oldInputs as { vaultName: string };
    const { properties } = newInputs as { properties: Record<string, unknown> };
    return checkUpdatedKey(liveKey(vaultName, oldOutputs as KeyAnswer), wantedKeyOf(properties));
  });
}

function read(args: ByokKeyArgs, parent: pulumi.Resource): pulumi.Output<LiveKey> {
  const key = keyvault.getKeyOutput(
    {
      resourceGroupName: args.resourceGroupName,
      vaultName: args.vaultName,
      keyName: args.keyName ?? defaults.keyName,
    },
    { parent },
  );
  return pulumi.all([args.vaultName, key]).apply(([vaultName, found]) => liveKey(vaultName, found));
}
