/**
 * A limit on how long Azure may take to answer: a proxy that takes connections and says nothing would hold a command
 * forever.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";
import { type PipelinePolicy, RestError } from "@azure/core-rest-pipeline";

/** Seconds for one request; Microsoft's own clients normally take a few seconds. */
export const longestAnswer = 30;

/** The error's code. Not one that the SDK retries: it does not say whether the request took effect. */
export const lateCode = "NO_ANSWER_IN_TIME";

/** The error of a request that was given up. */
export function lateError(who: string, request?: RestError["request"]): RestError {
  return new RestError(`${who} did not answer within ${longestAnswer} s`, { code: lateCode, request });
}

/** Whether a call was given up; whether it took effect is not known then. */
export function wasLate(error: unknown): boolean {
  return (error as { code?: unknown } | undefined)?.code === lateCode;
}

/** The sockets that a request has opened. Nothing else knows those that are still on their way through a proxy. */
const opened = new AsyncLocalStorage<Socket[]>();
subscribe("net.client.socket", (message) => void opened.getStore()?.push((message as { socket: Socket }).socket));

const policy: PipelinePolicy = {
  name: "timeLimit",
  async sendRequest(request, next) {
    const limit = longestAnswer * 1000;
    // A caller that has set its own limit keeps it.
    if (request.timeout !== 0 && request.timeout !== limit) return next(request);
    request.timeout = limit;
    const sockets: Socket[] = [];
    try {
      return await opened.run(sockets, () => next(request));
    } catch (error) {
      if ((error as Error).name !== "AbortError" || request.abortSignal?.aborted === true) throw error;
      // The SDK lets go of the request, and its proxy agent keeps the connection, which would hold the process.
      for (const socket of sockets) socket.destroy();
      throw lateError(new URL(request.url).host, request);
    }
  },
};

/** For the options of a client of Azure's: each attempt is given up after `longestAnswer`, and not repeated then. */
export const timeLimit = { policy, position: "perRetry" } as const;
