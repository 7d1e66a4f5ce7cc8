import { z } from "zod";
import { AzureError } from "../../model";
import type { Store } from "../../state/store";
import { scopeExists } from "../existence";
import { requireReferenced } from "../references";
import type { PutRequest } from "../resourceType";

/** Severity of an alert: 0 critical to 4 verbose. Source: learn.microsoft.com/azure/azure-monitor/alerts/alerts-overview. */
export const severity = z.number().int().min(0).max(4);

/** What an alert rule watches: at least one resource, resource group or subscription. */
export const scopes = z.array(z.string()).min(1);

/** Which of a measure's dimensions a criterion counts, or leaves out. */
export const dimensions = z.array(
  z.strictObject({
    name: z.string(),
    operator: z.enum(["Include", "Exclude"]),
    values: z.array(z.string()).min(1),
  }),
);

/**
 * What an alert rule watches and whom it tells must exist.
 *
 * The words are unverified; that Azure refuses unknown scopes and action groups is in
 * learn.microsoft.com/azure/azure-monitor/alerts/alerts-troubleshoot-metric.
 *
 * @throws AzureError 400.
 */
export function requireAlertReferences(
  store: Store,
  request: PutRequest,
  watched: readonly string[],
  actionGroupIds: readonly string[],
): void {
  const missing = watched.find((scope) => !scopeExists(store, scope));
  if (missing !== undefined) {
    throw new AzureError(400, "ResourceNotFound", `The scope '${missing}' of the alert rule was not found.`);
  }
  for (const id of actionGroupIds) requireReferenced(store, request.id.id, id, "Microsoft.Insights/actionGroups");
}
