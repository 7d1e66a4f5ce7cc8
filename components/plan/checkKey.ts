import { checkKeyRotation, type KeyRotation } from "./keyRotation";
import { checkKeySize, checkKeyType } from "./keyRules";
import { checkKeyName } from "./names";
import { given, type Problem } from "./problem";
import { checkTags } from "./tags";

/** The key that is asked for. Values that are not known yet are left out. */
export interface KeyRequest {
  keyName?: string;
  existingKey?: boolean;
  keyType?: string;
  keySize?: number;
  keyRotation?: KeyRotation;
  tags?: Record<string, string>;
}

/** Checks the key that is asked for. `vaultSku` is the tier of its vault, if that is known. */
export function checkKey(request: KeyRequest, vaultSku?: string): Problem[] {
  const { keyName, existingKey, keyType, keySize, keyRotation, tags } = request;
  const problems = [
    ...given(keyName, (value) => checkKeyName("keyName", value)),
    ...given(keyType, (value) => checkKeyType("keyType", value, vaultSku)),
    ...given(keySize, (value) => checkKeySize("keySize", value)),
    ...given(keyRotation, (value) => checkKeyRotation("keyRotation", value)),
    ...given(tags, (value) => checkTags("tags", value)),
  ];
  if (existingKey === true && keyRotation !== undefined) {
    problems.push({
      key: "keyRotation",
      value: keyRotation,
      rule: "Azure Resource Manager sets a rotation policy only at creation, and this key exists",
      fix: "leave keyRotation out and use az keyvault key rotation-policy update",
    });
  }
  return problems;
}
