/**
 * ARM template deployments: Azure deletes or changes by them what no resource of the plan shows.
 *
 * Source: learn.microsoft.com, "Azure Resource Manager deployment modes", "Deployment stacks" and "View deployment
 * history" (to delete a deployment from the history changes no resource).
 */
import { inputOf, isHidden, isLost, isRetained, sentence, subjectOf, wordOf, type Change } from "../change";
import type { RawFinding } from "../finding";
import { isClassic } from "../kinds";
import { holdsVault, namesOwnVault, type Plan } from "../plan";
import type { ResourceState } from "../preview";

/** Reports `deployment-complete`, `deployment-names-vault`, `deployment-not-shown` and `deployment-lost`. */
export function deployments(plan: Plan): RawFinding[] {
  return plan.changes
    .filter(({ kind }) => kind === "deployment")
    .flatMap((change) => [...lossOf(change, plan), ...runOf(change, plan)]);
}

const giveState =
  "If the group holds no vault, give the state with --state, or make the preview with `pulumi preview --json --show-sames`.";

function lossOf(change: Change, plan: Plan): RawFinding[] {
  const { before, effect } = change;
  if (!isLost(change) || isRetained(change) || before === undefined) return [];
  if (!isStack(change) && !isClassic(change.type)) return [];
  const detaches = ["resources", "resourceGroups"].every(
    (part) => (wordOf(before, `actionOnUnmanage.${part}`) ?? "detach") === "detach",
  );
  if (isStack(change) && inputOf(before, "actionOnUnmanage") !== undefined && detaches) return [];
  if (mayHoldVault(before, plan) === "no" && !namesVault([before.inputs, before.outputs], plan)) return [];
  return [
    {
      rule: "deployment-lost",
      level: "danger",
      stake: "key",
      change,
      title: `${sentence(subjectOf(change))} would be ${effect}`,
      effect: "Azure may delete with it what it has deployed, and the vault may be a part of that.",
      fix: `Take it out of the stack with retainOnDelete, or set actionOnUnmanage to detach first. ${giveState}`,
    },
  ];
}

/** A deployment that is made or changed runs. */
function runOf(change: Change, plan: Plan): RawFinding[] {
  const { after, effect } = change;
  if (after === undefined || effect === "unchanged" || effect === "deleted") return [];
  const holds = mayHoldVault(after, plan);
  if (isComplete(after, effect) && holds !== "no") {
    return [
      {
        rule: "deployment-complete",
        level: "danger",
        stake: "key",
        change,
        title: `${sentence(subjectOf(change))} would delete what its template does not name, the vault too if it is there`,
        effect:
          "In mode Complete Azure deletes everything in the resource group that is not in the template, whatever protects it in Pulumi.",
        fix: `Use mode Incremental, and write it out. ${giveState}`,
        values: modes.map((property) => ({
          property,
          before: inputOf(change.before, property),
          after: inputOf(after, property),
        })),
      },
    ];
  }
  if (namesVault(after.inputs, plan)) {
    return [
      {
        rule: "deployment-names-vault",
        level: "danger",
        stake: "access",
        change,
        title: `${sentence(subjectOf(change))} would run a template that names a vault`,
        effect:
          "A template can change the vault's firewall, its keys and its roles, or put another vault in its place. The guard does not read templates.",
        fix: "Take Microsoft.KeyVault out of the template, and make such a change by this stack's configuration. If it only points to the vault, read the template yourself.",
      },
    ];
  }
  if (holds === "no" || !isTemplateHidden(after)) return [];
  return [
    {
      rule: "deployment-not-shown",
      level: "warning",
      stake: "access",
      change,
      title: `${sentence(subjectOf(change))} would run a template that the preview does not show`,
      effect: "It may change the vault, or what leads to it.",
      fix: `Read the template, or write it out in the program. ${giveState}`,
    },
  ];
}

function isStack({ type }: Change): boolean {
  return /:DeploymentStack/.test(type);
}

/** Of azure-native and of the classic provider; the classic template deployments are Incremental unless they say more. */
const modes = ["properties.mode", "deploymentMode"];

function isComplete(state: ResourceState, effect: Change["effect"]): boolean {
  return (
    modes.some((mode) => isHidden(inputOf(state, mode)) || wordOf(state, mode) === "complete") ||
    // A deployment within the template has its own mode; a template may be a string of JSON.
    /\\?"mode\\?"\s*:\s*\\?"complete\\?"/i.test(JSON.stringify(state.inputs ?? {})) ||
    // A deployment stack deletes what it has deployed and what its template no longer has.
    (effect !== "created" &&
      /:DeploymentStack/.test(state.type) &&
      (isHidden(inputOf(state, "actionOnUnmanage")) ||
        ["resources", "resourceGroups"].some((part) => wordOf(state, `actionOnUnmanage.${part}`) === "delete")))
  );
}

/** One above a resource group can reach any group. */
function mayHoldVault(state: ResourceState, plan: Plan): "yes" | "no" | "unknown" {
  const group = inputOf(state, "resourceGroupName");
  return typeof group === "string" && !isHidden(group) ? holdsVault(plan, group) : "unknown";
}

function namesVault(inputs: unknown, plan: Plan): boolean {
  const text = JSON.stringify(inputs ?? {});
  return /Microsoft\.KeyVault/i.test(text) || namesOwnVault(plan, text);
}

const templates = ["template", "templateLink", "parametersLink"];

function isTemplateHidden(state: ResourceState): boolean {
  return (
    isHidden(inputOf(state, "properties")) ||
    templates.some((name) => {
      const value = inputOf(state, `properties.${name}`) ?? inputOf(state, name);
      return name === "template" ? isHidden(value) : value !== undefined;
    }) ||
    ["templateContent", "templateBody"].some((name) => isHidden(inputOf(state, name))) ||
    inputOf(state, "templateSpecVersionId") !== undefined
  );
}
