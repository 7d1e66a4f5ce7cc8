/** Repeats the rehearsal while Azure has not let a new role assignment or firewall rule work yet. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Failure } from "../failure/failure";
import type { StageResult } from "./stage";

/** Failures that may go away by themselves: Azure takes minutes to let a new role assignment or firewall rule work. */
const passing: readonly Failure["kind"][] = ["role", "firewall"];

/** Milliseconds before the second attempt; doubled for each later one, up to `longest`. */
const first = 2_000;
const longest = 30_000;

/**
 * Runs the rehearsal until it passes, fails for a reason that does not go away by itself, or the time is over.
 *
 * Source of the delay: learn.microsoft.com/azure/role-based-access-control/troubleshooting, "up to 10 minutes".
 *
 * @param wait how long to go on, milliseconds; 0: one attempt
 * @param onWait called before each repetition with what failed, and the milliseconds until the next attempt
 */
export async function waitForAccess(
  rehearse: () => Promise<StageResult[]>,
  wait: number,
  onWait: (failed: StageResult, milliseconds: number) => void,
): Promise<StageResult[]> {
  const end = Date.now() + wait;
  for (let pause = first; ; pause = Math.min(pause * 2, longest)) {
    const results = await rehearse();
    const failed = results.find(({ passed }) => !passed);
    const left = end - Date.now();
    if (failed?.kind === undefined || !passing.includes(failed.kind) || left <= 0) return results;
    const milliseconds = Math.min(pause, left);
    onWait(failed, milliseconds);
    await sleep(milliseconds);
  }
}
