import { defaults } from "./defaults";
import { isEnforced } from "./enforcementDate";
import { rangesOverlap } from "./ipv4Ranges";
import { NetworkMode } from "./networkPlan";
import type { Problem } from "./problem";
import { KoreAccess } from "./roles";

/** The flag that lifts the protection, by the names under which it can be set, for messages. */
export const replacementFlag = "allowKeyReplacement (allowReplacement, if the component is used alone)";

/** A component's arguments in the state, those of the update, and its outputs in the state. */
export interface ComponentUpdate {
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  outputs: Record<string, unknown>;
}

/**
 * A change of a resource's identity takes two updates: the engine allows one update to lift the protection and to replace,
 * so that one careless commit would be enough.
 *
 * @param identity Arguments of the component whose change replaces the resource.
 */
export function checkHaste({ before, after }: ComponentUpdate, identity: readonly string[]): Problem[] {
  // Each is a plain value; an object is a secret, or a value that a preview does not know yet.
  const changed = identity.filter(
    (key) => typeof after[key] !== "object" && JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  if (after["allowReplacement"] !== true || before["allowReplacement"] === true || changed.length === 0) {
    return [];
  }
  return [
    {
      key: changed.join(", "),
      value: changed.map((key) => after[key]).join(", "),
      rule: `${replacementFlag} is set in the same update. A mistake here would cost Kore its data, so this takes two updates`,
      fix: "run pulumi up with the flag alone, then make the change",
    },
  ];
}

/**
 * Whether an update moves Kore to another key than the stack's outputs name. Pulumi's protection covers only what is
 * created here, and `--ignore-protect` lifts that; so this covers an existing key, and from the enforcement date on every
 * key. Without outputs, since the first run failed, the key may still be corrected.
 */
export function checkOtherKey(update: ComponentUpdate, now: Date): Problem[] {
  const { before, after, outputs } = update;
  const [, vault, key] = /^https:\/\/([^./]+)[^/]*\/keys\/([^/]+)$/.exec(text(outputs["keyIdentifier"]) ?? "") ?? [];
  const existed = before["existingKey"] === true;
  return [
    ...checkName("vaultName", vault, text(after["vaultName"]), existed, update, now),
    ...checkName("keyName", key, text(after["keyName"] ?? defaults.keyName), existed, update, now),
  ];
}

/** Whether an update moves Kore to another vault than the stack's outputs name; see `checkOtherKey`. */
export function checkOtherVault(update: ComponentUpdate, now: Date): Problem[] {
  const { before, after, outputs } = update;
  const named = (args: Record<string, unknown>) =>
    text(args["existingVaultId"])?.split("/").pop() ?? text(args["vaultName"]);
  const existed = before["existingVaultId"] !== undefined;
  // A generated name stays, whatever it is; leaving out a configured one makes another vault.
  const next = named(after) ?? (named(before) === undefined ? undefined : "a generated name");
  const key = existed || after["existingVaultId"] !== undefined ? "existingVaultId" : "vaultName";
  return checkName(key, text(outputs["vaultName"]), next, existed, update, now);
}

function checkName(
  key: string,
  current: string | undefined,
  next: string | undefined,
  existed: boolean,
  update: ComponentUpdate,
  now: Date,
): Problem[] {
  // Azure's names are case-insensitive.
  if (current === undefined || next === undefined || current.toLowerCase() === next.toLowerCase()) {
    return [];
  }
  const date = enforcedSince(update, now);
  if (date !== undefined) {
    return [
      {
        key,
        value: next,
        rule: `since the enforcement date, ${date}, Kore's data can be read with the key of ${current} alone: key and vault are frozen`,
        fix: "revert the change; to renew the key material rotate the key, which keeps the old versions",
      },
    ];
  }
  return existed && update.after["allowReplacement"] !== true
    ? [
        {
          key,
          value: next,
          rule: `Kore uses the key of ${current}: with another one it cannot read what it encrypted`,
          fix: `revert the change; or run pulumi up with ${replacementFlag} alone, then make the change and hand the new key to Kore`,
        },
      ]
    : [];
}

/**
 * Whether an update of the vault's network cuts Kore off after the enforcement date. An existing vault's network is its
 * owner's, and while access is revoked there is no access to cut off.
 */
export function checkNetworkStays(update: ComponentUpdate, now: Date): Problem[] {
  const { before, after, outputs } = update;
  const date = enforcedSince(update, now);
  if (
    date === undefined ||
    outputs["vaultId"] === undefined ||
    after["existingVaultId"] !== undefined ||
    after["koreAccess"] === KoreAccess.Revoked
  ) {
    return [];
  }
  const rule = `since the enforcement date, ${date}, Kore cannot read the customer's data without the vault`;
  const onPurpose = "to cut Kore off on purpose set koreAccess to revoked first";
  const [from, to] = [before, after].map((args) => text(args["networkMode"] ?? defaults.networkMode));
  if (from !== to) {
    return [
      {
        key: "networkMode",
        value: to,
        rule: `${rule}: Kore connects through ${from}`,
        fix: `revert the change; ${onPurpose}`,
      },
    ];
  }
  const [had, has] = [before, after].map((args) => strings(args["koreIpRanges"]));
  if (to !== NetworkMode.Firewall || had === undefined || has === undefined) {
    return [];
  }
  if (had.some((range) => has.some((other) => rangesOverlap(range, other)))) {
    return [];
  }
  return [
    {
      key: "koreIpRanges",
      value: has,
      rule: `${rule}: none of its current ranges remains (${had.join(", ")})`,
      fix: `keep them until Kore calls from the new ones, and remove them in a separate update; ${onPurpose}`,
    },
  ];
}

/** The enforcement date that has come, of the state or of the update: taking it out and breaking it take two updates. */
function enforcedSince({ before, after }: ComponentUpdate, now: Date): string | undefined {
  return [before, after]
    .map((args) => text(args["enforcementDate"]))
    .find((date) => date !== undefined && isEnforced(date, now));
}

/** A known string: in a preview an argument may be unknown, and a secret is an object. */
function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function strings(value: unknown): string[] | undefined {
  return Array.isArray(value) && value.every((each) => typeof each === "string") ? value : undefined;
}
