import { AsyncResource } from "node:async_hooks";
import * as pulumi from "@pulumi/pulumi";
import * as state from "@pulumi/pulumi/runtime/state";
import { throwErrors } from "./checkedArgs";
import type { Problem } from "./plan/problem";

/**
 * A hook that stops what the engine is about to do, already in the preview, by throwing.
 *
 * @param name Unique in the program, such as `kore-byok-keep-access`: the state knows the hook by it.
 * @param stop Throws to refuse the operation.
 * @returns A list for the option `hooks`. It is empty under `pulumi.runtime.setMocks` alone, whose monitor has no hooks, so
 * that your own tests need no patch. An engine without them (before 3.182) keeps the SDK's error: a protection must not
 * vanish silently.
 */
export function stoppingHook(name: string, stop: pulumi.ResourceHookFunction): pulumi.ResourceHook[] {
  return monitorHas("registerResourceHook") ? [new pulumi.ResourceHook(name, stop, { onDryRun: true })] : [];
}

/**
 * A hook that stops an update with problems.
 *
 * @param name Unique in the program, such as `kore-byok-refuse-key-update`.
 * @param component What the message calls the component, such as `ByokKey "byok"`.
 * @param check Finds what is wrong with the update.
 * @returns A list for `hooks.beforeUpdate`.
 */
export function refusedUpdate(
  name: string,
  component: string,
  check: (update: pulumi.ResourceHookArgs) => Problem[],
): pulumi.ResourceHook[] {
  return stoppingHook(name, (update) => throwErrors(component, check(update)));
}

/**
 * A hook that is called when Azure refuses an operation. It explains the refusal or waits for its end; it protects nothing,
 * so an engine without error hooks (before 3.217) does without it.
 *
 * @param name Unique in the program.
 * @param react Called with the error. Returns `true` to have the operation tried again.
 * @returns A list for `hooks.onError`.
 */
export function errorHook(name: string, react: pulumi.ErrorHookFunction): pulumi.ErrorHook[] {
  // What the engine answered when it was asked for its features; the SDK's types do not show it.
  const { supportsErrorHooks } = (state as unknown as { getStore(): { supportsErrorHooks?: boolean } }).getStore();
  if (supportsErrorHooks !== true || !monitorHas("registerErrorHook")) {
    return [];
  }
  // The engine calls a hook from outside the program. An inline program (Automation API) is known by its context alone:
  // without it a message of the hook would not find its engine.
  return [new pulumi.ErrorHook(name, AsyncResource.bind(react))];
}

/** Whether the monitor has a method: a real engine's has all, and an old engine answers that it does not support one. */
function monitorHas(method: "registerResourceHook" | "registerErrorHook"): boolean {
  return typeof pulumi.runtime.getMonitor()?.[method] === "function";
}
