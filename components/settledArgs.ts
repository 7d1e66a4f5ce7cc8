import type { KoreByokArgs } from "./koreByokArgs";
import { defaults } from "./plan/defaults";
import { defaultKeyType } from "./plan/keyRules";

/** The arguments of `KoreByok` with their defaults: the one place where an argument left out becomes a value. */
export function withDefaults(args: KoreByokArgs) {
  const given = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined)) as KoreByokArgs;
  const settled = { ...defaults, ...given };
  return { ...settled, keyType: settled.keyType ?? defaultKeyType(settled.vaultSku) };
}

/** The arguments of `KoreByok` with their defaults. */
export type SettledArgs = ReturnType<typeof withDefaults>;
