import { setTimeout as wait } from "node:timers/promises";
import type { Call, Fault, OperationLog } from "../azure";
import { asAzureError, AzureError } from "../model";
import type { FaultQueue } from "./faults";

/** What a call comes to: the HTTP status of its answer, and the answer. */
export interface Answer<T> {
  status: number;
  value: T;
}

/** Runs a call: fault, effect, log line. */
export type Perform = <T>(call: Call, effect: () => Answer<T> | Promise<Answer<T>>) => Promise<T>;

/**
 * @param log Gets a line for every call, whatever its outcome.
 * @param faults Asked once per call, before the effect.
 */
export function createPerformer(log: OperationLog, faults: FaultQueue): Perform {
  return async (call, effect) => {
    try {
      const fault = faults.take(call.action);
      if (fault?.kind === "delay") await wait(fault.milliseconds);
      if (fault?.kind === "refuse") throw faultError(fault);
      const answer = await effect();
      if (fault?.kind === "loseAnswer") throw faultError(fault);
      log.record({ ...call, status: answer.status });
      return answer.value;
    } catch (error) {
      const refusal = asAzureError(error);
      log.record({ ...call, status: refusal.status, code: refusal.code });
      throw error;
    }
  };
}

function faultError(fault: Fault): AzureError {
  return new AzureError(
    fault.status ?? 500,
    fault.code ?? "InternalServerError",
    fault.message ?? "The server encountered an internal error. Please retry the request.",
  );
}
