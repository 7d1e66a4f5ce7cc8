import type { KoreByokArgs } from "../koreByokArgs";
import type { Problem } from "./problem";

/** What a value is. */
interface Type {
  holds: (value: unknown) => boolean;
  /** What the value must be, for a message. */
  rule: string;
  fix: string;
  /** Whether the value may become known only while the program runs. */
  mayBeOutput: boolean;
}

const text: Type = { holds: isText, rule: "a text", fix: "write it in quotes", mayBeOutput: false };
const flag: Type = {
  holds: (value) => typeof value === "boolean",
  rule: "true or false, without quotes: a text counts as true whatever it says",
  fix: "use true or false",
  mayBeOutput: false,
};
const number: Type = {
  holds: (value) => typeof value === "number",
  rule: "a number",
  fix: "write it without quotes",
  mayBeOutput: false,
};
const list: Type = {
  holds: (value) => Array.isArray(value) && value.every(isText),
  rule: "a list of texts",
  fix: "put it in brackets, each text in quotes",
  mayBeOutput: false,
};
const object: Type = {
  holds: (value) => isObject(value) && Object.values(value).every((part) => part === undefined || isText(part)),
  rule: "names with texts",
  fix: 'write it such as { name: "text" }',
  mayBeOutput: false,
};
const late = (type: Type): Type => ({ ...type, mayBeOutput: true });

/** The type of each argument of `KoreByok`. */
const types: Record<keyof KoreByokArgs, Type> = {
  koreClientId: late(text),
  koreProduct: text,
  koreAppOwnerTenantId: late(text),
  servicePrincipal: text,
  koreServicePrincipalObjectId: late(text),
  tenantId: late(text),
  location: text,
  environment: text,
  resourceGroupName: text,
  existingResourceGroup: flag,
  vaultName: text,
  existingVaultId: text,
  vaultSku: text,
  softDeleteRetentionDays: number,
  keyName: text,
  existingKey: flag,
  keyType: text,
  keySize: number,
  keyRotation: object,
  enforcementDate: text,
  allowKeyReplacement: flag,
  koreAccess: text,
  koreRole: text,
  koreAccessScope: text,
  networkMode: text,
  koreIpRanges: late(list),
  operatorIpRanges: late(list),
  trustedMicrosoftServices: flag,
  endpointSubnetId: late(text),
  privateDns: text,
  privateDnsZoneId: late(text),
  dnsVirtualNetworkIds: list,
  logAnalyticsWorkspaceId: late(text),
  alertEmails: list,
  deleteLock: flag,
  tags: late(object),
};

/** What the other components call otherwise, or have alone. */
const partTypes: Record<string, Type> = {
  allowReplacement: flag,
  clientId: late(text),
  mode: text,
  objectId: late(text),
  appOwnerTenantId: late(text),
  vaultId: late(text),
  vaultUri: late(text),
  vaultLocked: flag,
  servicePrincipalObjectId: late(text),
  subnetId: late(text),
  endpointName: late(text),
  virtualNetworkIds: list,
};

/** By name; a map holds no inherited names such as `toString`. */
const typeByName: ReadonlyMap<string, Type> = new Map(Object.entries({ ...types, ...partTypes }));

/**
 * Checks the arguments' types, for callers whose language does not: `deleteLock: "false"` would lock, and
 * `allowKeyReplacement: "false"` would lift the protection. Names that are no arguments are left alone.
 */
export function checkArgumentTypes(request: object): Problem[] {
  return Object.entries(request).flatMap(([key, value]: [string, unknown]): Problem[] => {
    const type = typeByName.get(key);
    return type === undefined || value === undefined || type.holds(value)
      ? []
      : [{ key, value, rule: type.rule, fix: type.fix }];
  });
}

/**
 * Checks a request by its rules, once its types are right: what is of the wrong type has its problem already, and to the
 * rules it is given, and not known.
 */
export function checkSound<Request extends object>(
  request: Request,
  pending: ReadonlySet<string>,
  rules: (sound: Request, pending: ReadonlySet<string>) => Problem[],
): Problem[] {
  const mistyped = checkArgumentTypes(request);
  const keys = new Set(mistyped.map(({ key }) => key));
  const sound = Object.fromEntries(Object.entries(request).filter(([key]) => !keys.has(key))) as Request;
  return [...mistyped, ...rules(sound, new Set([...pending, ...keys]))];
}

/** Checks that no argument which decides what is made is still unknown. `pending` names those that are. */
export function checkKnownEarly(pending: ReadonlySet<string>): Problem[] {
  return [...pending]
    .filter((key) => typeByName.get(key)?.mayBeOutput === false)
    .map((key) => ({
      key,
      value: "(an output)",
      rule: "it decides what is made, so it is known before anything is",
      fix: "pass a plain value, neither an output nor a secret",
    }));
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
