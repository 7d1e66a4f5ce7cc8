import { defaults } from "./defaults";
import { PrivateDns } from "./endpointPlan";
import { VaultSku } from "./keyRules";
import { NetworkMode } from "./networkPlan";
import type { Problem } from "./problem";
import { KoreAccess, KoreAccessScope, KoreProduct, KoreRole } from "./roles";
import { ServicePrincipalMode } from "./servicePrincipalMode";

/** Arguments that take one of a few words, by the names of `KoreByok`. */
const choices = {
  koreProduct: KoreProduct,
  servicePrincipal: ServicePrincipalMode,
  vaultSku: VaultSku,
  koreAccess: KoreAccess,
  koreRole: KoreRole,
  koreAccessScope: KoreAccessScope,
  networkMode: NetworkMode,
  privateDns: PrivateDns,
} as const;

/** Name of an argument that takes one of a few words. */
export type Choice = keyof typeof choices;

/** Checks that a value is one of the words that its argument takes. `key` is what the caller calls the argument. */
export function checkChoice(choice: Choice, value: unknown, key: string = choice): Problem[] {
  const words: unknown[] = Object.values(choices[choice]);
  return value === undefined || words.includes(value)
    ? []
    : [{ key, value, rule: `one of ${words.join(", ")} (case-sensitive)`, fix: `use ${defaults[choice]}` }];
}

/** Checks several at once, for a caller that uses the names of `KoreByok`. */
export function checkChoices(request: { [choice in Choice]?: unknown }, names: readonly Choice[]): Problem[] {
  return names.flatMap((name) => checkChoice(name, request[name]));
}
