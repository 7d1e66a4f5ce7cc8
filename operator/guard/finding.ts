/** What the guard says about one thing that a plan would do. */
import type { Change } from "./change";

/**
 * - `danger`: the plan would put the key at risk or cut Kore off, or it cannot be judged; do not apply it as it is;
 * - `warning`: something to look at before applying it;
 * - `note`: worth knowing.
 */
export const levels = ["danger", "warning", "note"] as const;
/** How serious a finding is: see `levels`. */
export type Level = (typeof levels)[number];

/** One value that would change; `undefined` if there is none. */
export interface ValueChange {
  /** Path of the input, such as `properties.networkAcls.bypass`. */
  property: string;
  before?: unknown;
  after?: unknown;
}

/** What a rule finds. `judgePlan` raises its level once the enforcement date has come. */
export interface RawFinding {
  /** Kebab-case name of what was found, for programs. */
  rule: string;
  level: Level;
  /**
   * What is at stake: the `key` itself, or Kore's `access` to it. From the enforcement date on either is a danger.
   * Absent if neither is, or if the configuration asks for the loss.
   */
  stake?: "key" | "access";
  change?: Pick<Change, "urn" | "type" | "name">;
  /** What would happen, in one plain sentence. */
  title: string;
  /** What that means for the key and for Kore. */
  effect: string;
  /** What to do about it. */
  fix: string;
  values?: ValueChange[];
}
