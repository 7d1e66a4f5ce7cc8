import { PolicyInsightsClient } from "@azure/arm-policyinsights";
import { defaults, defaultTrustedMicrosoftServices, vaultNamePrefix } from "../../../components/plan/defaults";
import { planNetwork } from "../../../components/plan/networkPlan";
import { clientOptions } from "../../management/managementClients";
import type { Check, DeploymentContext } from "../check";
import { keyVaultApiVersion } from "./apiVersion";

/** Effects of Azure Policy that refuse a resource, and those that change it. */
const refusing = ["deny", "denyaction"];
const rewriting = ["modify", "append", "deployifnotexists"];

/** No policy of the subscription refuses the vault, or rewrites it behind Pulumi's back. */
export const policies: Check = {
  name: "policies",
  doing: "asking Azure Policy about the vault",
  async run(context) {
    const { credential, cloud, subscriptionId, settings } = context;
    const line = { check: this.name, needed: "no policy that denies or rewrites the vault" };
    if (settings.existingVaultId !== undefined) {
      return { ...line, result: "ready", found: "no vault is created: nothing to judge" };
    }
    const client = new PolicyInsightsClient(credential, subscriptionId, clientOptions(cloud));
    const { contentEvaluationResult, fieldRestrictions = [] } =
      await client.policyRestrictions.checkAtSubscriptionScope({
        resourceDetails: { resourceContent: vaultOf(context), apiVersion: keyVaultApiVersion },
      });
    const hits = (contentEvaluationResult?.policyEvaluations ?? [])
      .filter(({ evaluationResult }) => evaluationResult === "NonCompliant")
      .map(({ policyInfo, effectDetails, evaluationDetails }) => ({
        effect: (effectDetails?.policyEffect ?? "deny").toLowerCase(),
        name: policyInfo?.policyAssignmentId?.split("/").at(-1) ?? policyInfo?.policyDefinitionId ?? "a policy",
        fields: (evaluationDetails?.evaluatedExpressions ?? [])
          .map(({ path }) => path)
          .filter((path) => path !== undefined),
      }));
    const denied = hits.filter(({ effect }) => refusing.includes(effect));
    const rewritten = [
      ...hits.filter(({ effect }) => rewriting.includes(effect)).map(({ name }) => name),
      ...fieldRestrictions.flatMap(({ field = "", restrictions = [] }) =>
        restrictions.some(({ result }) => result === "Required") ? [`a value required for ${field}`] : [],
      ),
    ];
    if (denied.length === 0 && rewritten.length === 0) return { ...line, result: "ready", found: "none" };
    const told = [
      ...denied.map(({ name, fields }) => `${name} denies ${fields.join(", ") || "the vault"}`),
      ...rewritten.map((name) => `${name} rewrites the vault`),
    ];
    return {
      ...line,
      result: "not-ready",
      found: told.join("; "),
      how: "Change the settings that it names, or ask the owner of the policy for an exemption of the resource group.",
    };
  },
};

/** The vault as the program asks for it, as far as policies commonly look. */
function vaultOf({ settings, location }: DeploymentContext): Record<string, unknown> {
  const networkMode = settings.networkMode ?? defaults.networkMode;
  const trustedMicrosoftServices = settings.trustedMicrosoftServices ?? defaultTrustedMicrosoftServices(networkMode);
  // Policies do not look at which addresses are let in.
  const network = planNetwork({ networkMode, koreIpRanges: [], operatorIpRanges: [], trustedMicrosoftServices });
  return {
    type: "Microsoft.KeyVault/vaults",
    name: settings.vaultName ?? `${vaultNamePrefix}00000000`,
    location,
    tags: settings.tags,
    properties: {
      sku: { family: "A", name: settings.vaultSku ?? defaults.vaultSku },
      enableRbacAuthorization: true,
      enableSoftDelete: true,
      enablePurgeProtection: true,
      softDeleteRetentionInDays: settings.softDeleteRetentionDays ?? defaults.softDeleteRetentionDays,
      ...network,
    },
  };
}
