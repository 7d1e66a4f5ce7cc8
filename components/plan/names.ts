import type { Problem } from "./problem";

/** Words that Azure reserves in names of public endpoints (learn.microsoft.com, "Resolve reserved resource name errors"). */
const reservedWords = ["microsoft", "windows", "azure", "office365", "login", "xbox"];

/**
 * Checks a vault's name. The REST API's pattern is looser than the service (it lets `kv--x` and `1kv` pass), hence all
 * rules here. Upper case is refused because Azure compares names without case and may answer in another spelling.
 * Sources: learn.microsoft.com, "Naming rules and restrictions for Azure resources" and "Common error codes for Azure
 * Key Vault" (VaultNameNotValid).
 */
export function checkVaultName(key: string, value: string): Problem[] {
  const rules: [boolean, string][] = [
    [/^.{3,24}$/su.test(value), "a vault's name has 3 to 24 characters"],
    [/^[a-z0-9-]*$/.test(value), "a vault's name has only lower-case letters a-z, digits and hyphens"],
    [/^[a-z]/i.test(value), "a vault's name starts with a letter"],
    [/[a-z0-9]$/i.test(value), "a vault's name ends with a letter or digit"],
    [!value.includes("--"), "a vault's name has no two hyphens in a row"],
  ];
  const fix = "choose a name such as kv-kore-contoso, or leave it out and get kv-kore- with 8 random characters";
  const problems = rules.filter(([holds]) => !holds).map(([, rule]): Problem => ({ key, value, rule, fix }));
  const reserved = reservedWords.find((word) => value.toLowerCase().includes(word));
  if (problems.length === 0 && reserved !== undefined) {
    problems.push({
      key,
      value,
      rule: `Azure may refuse names with the reserved word ${reserved}`,
      fix,
      severity: "warning",
    });
  }
  return problems;
}

/** Checks a key's name: `^[0-9a-zA-Z-]{1,127}$` (Key Vault REST API, "Create Key"). */
export function checkKeyName(key: string, value: string): Problem[] {
  if (/[/:]/.test(value)) {
    return [
      {
        key,
        value,
        rule: "this is the key's name alone, without vault, path or version",
        fix: "from https://<vault>.vault.azure.net/keys/<name>/<version> take <name>",
      },
    ];
  }
  if (!/^[0-9a-zA-Z-]{1,127}$/.test(value)) {
    return [
      {
        key,
        value,
        rule: "a key's name has 1 to 127 characters: letters a-z and A-Z, digits and hyphens",
        fix: "choose a name such as kore-byok",
      },
    ];
  }
  return [];
}

/**
 * Checks a resource group's name (learn.microsoft.com, "Naming rules and restrictions for Azure resources"). Letters and
 * digits are those of .NET's `Char.IsLetterOrDigit`: of any script, but none beyond the basic multilingual plane, where
 * a character takes two of .NET's.
 */
export function checkResourceGroupName(key: string, value: string): Problem[] {
  const isOfPlane = !/[\u{10000}-\u{10ffff}]/u.test(value);
  return isOfPlane && /^[-_.()\p{L}\p{Nd}]{1,90}$/u.test(value) && !value.endsWith(".")
    ? []
    : [
        {
          key,
          value,
          rule: "a resource group's name has 1 to 90 characters: letters, digits, _ - . ( ), and no full stop at the end",
          fix: "choose a name such as rg-kore-byok",
        },
      ];
}
