import { z } from "zod";
import { AzureError } from "../../model";
import type { ArmResource } from "../../model";
import type { Store } from "../../state/store";
import { requireReferenced } from "../references";
import { plainBody, referencedId } from "../requestBody";
import { keep } from "../resourceType";
import type { PutRequest, ResourceType } from "../resourceType";

const retentionPolicy = z.strictObject({ enabled: z.boolean(), days: z.number().int() }).optional();
const log = z.strictObject({
  category: z.string().optional(),
  categoryGroup: z.string().optional(),
  enabled: z.boolean(),
  retentionPolicy,
});
const metric = z.strictObject({
  category: z.string(),
  enabled: z.boolean(),
  timeGrain: z.string().optional(),
  retentionPolicy,
});
/** Where logs may go, and the type that each must have. Partners' services are not simulated. */
const sinks = {
  workspaceId: "Microsoft.OperationalInsights/workspaces",
  storageAccountId: "Microsoft.Storage/storageAccounts",
  eventHubAuthorizationRuleId: "Microsoft.EventHub/namespaces/authorizationRules",
} as const;
const sinkNames = Object.keys(sinks) as (keyof typeof sinks)[];
const properties = z.strictObject({
  workspaceId: referencedId.optional(),
  storageAccountId: referencedId.optional(),
  eventHubAuthorizationRuleId: referencedId.optional(),
  eventHubName: z.string().optional(),
  logAnalyticsDestinationType: z.enum(["Dedicated", "AzureDiagnostics"]).nullable().optional(),
  logs: z.array(log).optional(),
  metrics: z.array(metric).optional(),
});
type Properties = z.infer<typeof properties>;

// Source: learn.microsoft.com/azure/key-vault/general/monitor-key-vault-reference. What the group `audit` holds is
// unverified.
const vaultCategories = ["AuditEvent", "AzurePolicyEvaluationDetails"];
const vaultCategoryGroups: Record<string, string[]> = { audit: ["AuditEvent"], allLogs: vaultCategories };

/**
 * Diagnostic settings, on vaults. One outlives its vault and is there again when the vault is.
 *
 * Source: learn.microsoft.com/azure/azure-monitor/essentials/diagnostic-settings ("If you need to delete a resource,
 * you should first delete its diagnostic settings"; up to five for a resource; the sinks). The words are
 * unverified, but for those of `refuseSharedSink`.
 */
export const diagnosticSettings: ResourceType = {
  type: "Microsoft.Insights/diagnosticSettings",
  apiVersions: ["2021-05-01-preview"],
  placement: "scope",
  body: plainBody(properties),
  outlivesScope: true,

  put(store, request) {
    const target = store.state.resources[request.id.parentId.toLowerCase()];
    // The words are unverified, as is that Azure has this code for it: here it stands for types that are not simulated.
    if (target?.type !== "Microsoft.KeyVault/vaults") {
      throw badRequest("ResourceTypeNotSupported", `The resource type of '${request.id.parentId}' is not supported.`);
    }
    const wanted = request.body.properties as Properties;
    requireSinks(store, request, wanted);
    refuseUnknownCategories(wanted);
    const others = settingsOf(store, request.id.parentId).filter((other) => other !== request.existing);
    if (others.length >= 5) {
      throw badRequest("BadRequest", `The resource '${request.id.parentId}' has five diagnostic settings already.`);
    }
    for (const other of others) refuseSharedSink(other, wanted);
    return keep(store, request, this.type, { properties: { logs: [], metrics: [], ...wanted } });
  },
};

function requireSinks(store: Store, request: PutRequest, wanted: Properties): void {
  const given = sinkNames.filter((sink) => wanted[sink] !== undefined);
  if (given.length === 0) throw badRequest("BadRequest", "At least one data sink needs to be specified.");
  for (const sink of given) requireReferenced(store, request.id.id, wanted[sink]!, sinks[sink]);
}

function refuseUnknownCategories({ logs = [], metrics = [] }: Properties): void {
  for (const { category, categoryGroup } of logs) {
    if ((category === undefined) === (categoryGroup === undefined)) {
      throw badRequest("BadRequest", "A log takes exactly one of category and categoryGroup.");
    }
    if (category !== undefined && !vaultCategories.includes(category)) {
      throw badRequest("BadRequest", `Category '${category}' is not supported.`);
    }
    if (categoryGroup !== undefined && vaultCategoryGroups[categoryGroup] === undefined) {
      throw badRequest("BadRequest", `Category group '${categoryGroup}' is not supported.`);
    }
  }
  const unknown = metrics.find(({ category }) => category !== "AllMetrics");
  if (unknown) throw badRequest("BadRequest", `Metric category '${unknown.category}' is not supported.`);
}

/** One category goes to one sink once. Source: hashicorp/terraform-provider-azurerm#21161, Azure/bicep-registry-modules#3407. */
function refuseSharedSink(other: ArmResource, wanted: Properties): void {
  const held = other.properties as Properties;
  for (const sink of sinkNames) {
    const id = wanted[sink];
    if (id === undefined || held[sink]?.toLowerCase() !== id.toLowerCase()) continue;
    const shared = categoriesOf(wanted).find((category) => categoriesOf(held).includes(category));
    if (shared === undefined) continue;
    throw new AzureError(
      409,
      "Conflict",
      `Data sink '${id}' is already used in diagnostic setting '${other.name}' for category '${shared}'. Data sinks ` +
        `can't be reused in different settings on the same category for the same resource.`,
    );
  }
}

function categoriesOf({ logs = [], metrics = [] }: Properties): string[] {
  const fromLogs = logs
    .filter(({ enabled }) => enabled)
    .flatMap(({ category, categoryGroup }) => (category ? [category] : vaultCategoryGroups[categoryGroup!]!));
  return [...fromLogs, ...metrics.filter(({ enabled }) => enabled).map(({ category }) => category)];
}

function settingsOf(store: Store, scopeId: string): ArmResource[] {
  const prefix = `${scopeId}/providers/microsoft.insights/diagnosticsettings/`.toLowerCase();
  return Object.values(store.state.resources).filter((each) => each.id.toLowerCase().startsWith(prefix));
}

function badRequest(code: string, message: string): AzureError {
  return new AzureError(400, code, message);
}
