import { defaults } from "./defaults";
import { isEnforced } from "./enforcementDate";
import { rangesOverlap } from "./ipv4Ranges";
import { NetworkMode } from "./networkPlan";
import type { Problem } from "./problem";
import { KoreAccess } from "./roles";

/** The flag that lifts the protection, by the names under which it can be set. */
export const replacementFlag = "allowKeyReplacement (allowReplacement, where the component is used alone)";

/** A component's arguments in the state, those of the update, and what the component handed out when it was last made. */
export interface ComponentUpdate {
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  handedOut: Record<string, unknown>;
}

/**
 * A change of what a resource is known by takes two updates: the engine lets one lift the protection and replace, so that
 * one careless commit would be enough.
 *
 * @param identity Arguments of the component whose change replaces the resource.
 */
export function checkHaste({ before, after }: ComponentUpdate, identity: readonly string[]): Problem[] {
  // Each is a plain value; an object stands for one that a preview does not know yet, or for a secret.
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
      rule: `${replacementFlag} is set in the same update. Were that a mistake, Kore would lose what it encrypted, so it takes two`,
      fix: "run pulumi up with the flag alone, then make the change",
    },
  ];
}

/**
 * Whether an update takes Kore to another key than the one that was handed out. Pulumi's protection covers only what is
 * made here, and `--ignore-protect` lifts that; so this covers a key that stood before, and from the enforcement date on
 * every key. What was never handed out, since its first run failed, may be corrected.
 */
export function checkOtherKey(update: ComponentUpdate, now: Date): Problem[] {
  const { before, after, handedOut } = update;
  const [, vault, key] = /^https:\/\/([^./]+)[^/]*\/keys\/([^/]+)$/.exec(text(handedOut["keyIdentifier"]) ?? "") ?? [];
  const existed = before["existingKey"] === true;
  return [
    ...checkName("vaultName", vault, text(after["vaultName"]), existed, update, now),
    ...checkName("keyName", key, text(after["keyName"] ?? defaults.keyName), existed, update, now),
  ];
}

/** Whether an update takes Kore to another vault than the one that was handed out; see `checkOtherKey`. */
export function checkOtherVault(update: ComponentUpdate, now: Date): Problem[] {
  const { before, after, handedOut } = update;
  const named = (args: Record<string, unknown>) =>
    text(args["existingVaultId"])?.split("/").pop() ?? text(args["vaultName"]);
  const existed = before["existingVaultId"] !== undefined;
  // A name of its own making stays, whatever it is; it is another one where the vault had a name before.
  const next = named(after) ?? (named(before) === undefined ? undefined : "one of a new name");
  const key = existed || after["existingVaultId"] !== undefined ? "existingVaultId" : "vaultName";
  return checkName(key, text(handedOut["vaultName"]), next, existed, update, now);
}

function checkName(
  key: string,
  handedOut: string | undefined,
  next: string | undefined,
  existed: boolean,
  update: ComponentUpdate,
  now: Date,
): Problem[] {
  // Azure's names know no case.
  if (handedOut === undefined || next === undefined || handedOut.toLowerCase() === next.toLowerCase()) {
    return [];
  }
  const date = enforcedSince(update, now);
  if (date !== undefined) {
    return [
      {
        key,
        value: next,
        rule: `since the enforcement date, ${date}, Kore's data can be read with the key of ${handedOut} alone: key and vault are frozen`,
        fix: "take the change back; to renew the key material rotate the key, which keeps the old versions",
      },
    ];
  }
  return existed && update.after["allowReplacement"] !== true
    ? [
        {
          key,
          value: next,
          rule: `Kore uses the key of ${handedOut}: with another one it cannot read what it encrypted`,
          fix: `take the change back; or run pulumi up with ${replacementFlag} alone, then make the change and hand the key to Kore anew`,
        },
      ]
    : [];
}

/**
 * Whether an update of the vault's network cuts Kore off after the enforcement date. An existing vault's network is its
 * owner's, and while access is revoked there is nobody to cut off.
 */
export function checkNetworkStays(update: ComponentUpdate, now: Date): Problem[] {
  const { before, after, handedOut } = update;
  const date = enforcedSince(update, now);
  if (
    date === undefined ||
    handedOut["vaultId"] === undefined ||
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
        rule: `${rule}: it comes by ${from}`,
        fix: `take it back; ${onPurpose}`,
      },
    ];
  }
  const [had, has] = [before, after].map((args) => texts(args["koreIpRanges"]));
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
      rule: `${rule}: none of its ranges so far is left (${had.join(", ")})`,
      fix: `keep them until Kore calls from the new ones, and take them away in an update of its own; ${onPurpose}`,
    },
  ];
}

/** The enforcement date that has come, of the state or of the update: taking it out and breaking it take two updates. */
function enforcedSince({ before, after }: ComponentUpdate, now: Date): string | undefined {
  return [before, after]
    .map((args) => text(args["enforcementDate"]))
    .find((date) => date !== undefined && isEnforced(date, now));
}

/** A text that is known: in a preview an argument may not be, and a secret is none of these. */
function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function texts(value: unknown): string[] | undefined {
  return Array.isArray(value) && value.every((each) => typeof each === "string") ? value : undefined;
}
