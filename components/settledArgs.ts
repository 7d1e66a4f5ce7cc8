import * as pulumi from "@pulumi/pulumi";
import type { KoreByokArgs } from "./koreByokArgs";
import { defaults } from "./plan/defaults";
import { defaultKeyType, type KeyType, type VaultSku } from "./plan/keyRules";

/** The arguments of `KoreByok` with their defaults: the one place where omitted arguments get their defaults. */
export function withDefaults(args: KoreByokArgs) {
  const given = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined)) as KoreByokArgs;
  const settled = { ...defaults, ...given };
  return { ...settled, keyType: settled.keyType ?? keyTypeOf(settled.vaultSku) };
}

/** The key type of a tier: a plain value for a plain one, since a preview then knows it. */
function keyTypeOf(vaultSku: pulumi.Input<VaultSku>): pulumi.Input<KeyType> {
  return typeof vaultSku === "string" ? defaultKeyType(vaultSku) : pulumi.output(vaultSku).apply(defaultKeyType);
}

/** The arguments of `KoreByok` with their defaults. */
export type SettledArgs = ReturnType<typeof withDefaults>;
