// Parts of the SDK, not the whole: `kore-byok doctor` reads settings too, and needs no engine for it.
import type { Unwrap } from "@pulumi/pulumi";
import { RunError } from "@pulumi/pulumi/errors";
import * as log from "@pulumi/pulumi/log";
import { allConfig } from "@pulumi/pulumi/runtime/config";
import * as v from "valibot";
import type { KoreByokArgs } from "./components";
import { alreadyChecked } from "./components/alreadyChecked";
import { checkByok, type ByokRequest } from "./components/plan/checkByok";
import { withoutYamlTime } from "./components/plan/day";
import { suggestName } from "./components/plan/nearestName";
import { describeProblems, errorsOf, warningsOf, type Problem } from "./components/plan/problem";
import { checkRegion } from "./components/plan/regions";

/** Namespace of this project's configuration keys. */
const namespace = "kore-byok-azure";

/**
 * What `Pulumi.yaml` gives a key that has no default. The CLI demands a default of every declared key that may be left
 * out, and an empty string could not be distinguished from one that was set.
 */
export const unset = "(unset)";

/**
 * How a configuration key is read. Every value arrives as text; arrays and objects as JSON. Valibot, not the Zod of the
 * other commands, since each preview waits for it: it loads in a tenth of the time.
 */
interface Kind {
  schema: v.GenericSchema<unknown, unknown>;
  /** What the value must be, for a message. */
  rule: string;
  fix: string;
}

const text: Kind = { schema: v.string(), rule: "a string", fix: "write it in quotes" };
/** YAML reads an unquoted date as a time, and Pulumi passes it on in the format of Go. */
const date: Kind = {
  ...text,
  schema: v.pipe(v.string(), v.transform(withoutYamlTime)),
};
const flag: Kind = {
  schema: v.pipe(
    v.picklist(["true", "false"]),
    v.transform((value) => value === "true"),
  ),
  rule: "true or false",
  fix: "use true or false",
};
const integer: Kind = {
  schema: v.pipe(v.string(), v.regex(/^-?\d{1,9}$/), v.transform(Number)),
  rule: "a whole number",
  fix: "write digits alone",
};
/** Valibot would accept a list, as an object whose names are numbers. */
const object = v.custom<object>((value) => typeof value === "object" && value !== null && !Array.isArray(value));
/** A list of strings, with the key and an element for the message. The CLI takes no JSON for a key of another type. */
function list(key: string, element: string): Kind {
  const fix = `write it such as ["${element}"], or pulumi config set --path '${key}[0]' ${element}`;
  return json(v.array(v.string()), "a list of strings", fix);
}
/** No `v.record`: it drops the names that JavaScript keeps for itself, and the tags' own check would not see them. */
const tags: Kind = json(
  object,
  "an object with string values",
  `write it such as {"team": "platform"}, or pulumi config set --path 'tags.team' platform`,
);
/** `{}` is how `Pulumi.yaml` writes "no rotation policy". */
const rotation: Kind = json(
  v.union([
    v.pipe(
      object,
      v.strictObject({}),
      v.transform(() => undefined),
    ),
    object,
  ]),
  "an object with an ISO 8601 duration for each of its parts",
  `write it such as {"rotateAfter": "P1Y"}, or pulumi config set --path 'keyRotation.rotateAfter' P1Y; leave it out for none`,
);

/**
 * Every key of the stack configuration with its kind: all arguments of `KoreByok` but the two that are azure-native's own
 * keys. `Pulumi.yaml` declares the same ones; a test compares.
 */
export const keys = {
  koreClientId: text,
  koreProduct: text,
  koreAppOwnerTenantId: text,
  servicePrincipal: text,
  koreServicePrincipalObjectId: text,
  tenantId: text,
  resourceGroupName: text,
  existingResourceGroup: flag,
  vaultName: text,
  existingVaultId: text,
  vaultSku: text,
  softDeleteRetentionDays: integer,
  keyName: text,
  existingKey: flag,
  keyType: text,
  keySize: integer,
  keyRotation: rotation,
  enforcementDate: date,
  allowKeyReplacement: flag,
  koreAccess: text,
  koreRole: text,
  koreAccessScope: text,
  networkMode: text,
  koreIpRanges: list("koreIpRanges", "20.42.7.0/28"),
  operatorIpRanges: list("operatorIpRanges", "20.50.0.8/29"),
  trustedMicrosoftServices: flag,
  endpointSubnetId: text,
  privateDns: text,
  privateDnsZoneId: text,
  dnsVirtualNetworkIds: list("dnsVirtualNetworkIds", "<ARM ID>"),
  logAnalyticsWorkspaceId: text,
  alertEmails: list("alertEmails", "platform@example.com"),
  deleteLock: flag,
  tags,
} satisfies Record<Exclude<keyof KoreByokArgs, "location" | "environment">, Kind>;

/** The stack's settings: the arguments of `KoreByok`, each a plain value. */
export type Settings = Unwrap<KoreByokArgs>;

/** The stack's configuration as Pulumi passes it to a program. */
export interface StackConfiguration {
  /** Every key with its namespace, and its value as text. */
  values: Record<string, string>;
  /** Whether a key is marked as a secret. */
  isSecret: (key: string) => boolean;
}

function stackConfiguration(): StackConfiguration {
  // The SDK keeps the names of secret keys to itself; the language host passes them to the program here.
  const secrets = v.parse(v.array(v.string()), JSON.parse(process.env["PULUMI_CONFIG_SECRET_KEYS"] ?? "[]"));
  return { values: allConfig(), isSecret: (key) => secrets.includes(key) };
}

/**
 * Reads the stack's configuration: the only place that knows its keys.
 *
 * @param now Decides whether the enforcement date has come.
 * @returns The arguments of `KoreByok`, complete and valid.
 * @throws RunError naming every problem at once. It prints its message alone; another error would take the
 *   language host many seconds to print.
 */
export function readSettings(configuration = stackConfiguration(), now = new Date()): Settings {
  const { request, problems } = parse(configuration);
  const all = [...problems, ...check(request, new Set(problems.map(({ key }) => key)), now)].map(withNamespace);
  const errors = errorsOf(all);
  for (const warning of warningsOf(all)) {
    void log.warn(describeProblems("Configuration:", [warning]));
  }
  if (errors.length > 0) {
    const count = errors.length === 1 ? "1 problem" : `${errors.length} problems`;
    throw new RunError(describeProblems(`${count} in the stack's configuration; nothing was registered:`, errors));
  }
  return alreadyChecked(request as Settings);
}

/** Problems of the values as a whole. A key that could not be read is left alone: it has its problem already. */
function check(request: ByokRequest, unreadable: ReadonlySet<string>, now: Date): Problem[] {
  // KoreByok takes its resource group's region if none is given; here the group is made too.
  const missing = request.location === undefined ? checkRegion("location", undefined) : [];
  return [...checkByok(request, now, unreadable), ...missing];
}

function parse({ values, isSecret }: StackConfiguration): { request: ByokRequest; problems: Problem[] } {
  const request: Record<string, unknown> = {
    location: values["azure-native:location"],
    environment: values["azure-native:environment"],
  };
  const problems: Problem[] = [];
  for (const [name, value] of Object.entries(values)) {
    const [space, key = ""] = name.split(/:(.*)/s);
    if (space !== namespace || value === unset) {
      continue;
    }
    const kind = Object.hasOwn(keys, key) ? keys[key as keyof typeof keys] : undefined;
    if (kind === undefined) {
      problems.push(unknownKey(key, isSecret(name) ? "[secret]" : value));
      continue;
    }
    if (isSecret(name)) {
      problems.push({
        key,
        value: "[secret]",
        rule: "no key of this project is a secret: names and ranges must show in a preview, and outputs hold no secrets",
        fix: `pulumi config set --plaintext ${name} <value>`,
      });
      continue;
    }
    const parsed = v.safeParse(kind.schema, value);
    if (parsed.success) {
      request[key] = parsed.output;
    } else {
      problems.push({ key, value, rule: kind.rule, fix: kind.fix });
    }
  }
  return { request, problems };
}

function unknownKey(key: string, value: string): Problem {
  return {
    key,
    value,
    rule: "not a key of this project",
    fix: `${suggestName(key, Object.keys(keys), "key")} pulumi config rm ${namespace}:${key} removes it`,
  };
}

function withNamespace(problem: Problem): Problem {
  const space = problem.key === "location" || problem.key === "environment" ? "azure-native" : namespace;
  return { ...problem, key: `${space}:${problem.key}`, value: withoutJson(problem.value) };
}

/** A list or an object that arrived as JSON, as itself: a message would show it as an escaped string. */
function withoutJson(value: unknown): unknown {
  if (typeof value !== "string" || !/^[[{]/.test(value)) {
    return value;
  }
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson()), value);
  return parsed.success ? parsed.output : value;
}

function json(schema: v.GenericSchema<unknown, unknown>, rule: string, fix: string): Kind {
  return { schema: v.pipe(v.string(), v.parseJson(), schema), rule, fix };
}
