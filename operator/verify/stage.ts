/** The stages of a rehearsed Test Configuration, and the result of each. */
import type { Failure } from "../failure/failure";

/**
 * In order. The first four are those of Kore's console ("tests connection to Azure, authentication, encryption and
 * decryption", the guide); the last two are what a service does that encrypts its data under keys of its own and has
 * the vault wrap those.
 */
export const stages = ["connection", "authentication", "encryption", "decryption", "wrapKey", "unwrapKey"] as const;
/** A stage of the Test Configuration. */
export type Stage = (typeof stages)[number];

/** How one stage ended. */
export interface StageResult {
  stage: Stage;
  passed: boolean;
  /** What was seen, in one line; `not run` if an earlier stage failed. */
  detail: string;
  /** Kind of the failure, for programs; absent if the stage passed or was not run. */
  kind?: Failure["kind"];
  /** Why it failed, in plain words. */
  cause?: string;
  /** What to do about it. */
  fix?: string;
}
