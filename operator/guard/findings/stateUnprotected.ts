/** What the state shows besides the plan: vaults and keys without protection, and an update that did not end. */
import { azureNameOf, nameOf, typeOf } from "../change";
import type { RawFinding } from "../finding";
import { kindOfResource, labelOf } from "../kinds";
import type { Plan } from "../plan";
import type { ResourceState } from "../preview";

/** Reports `unprotected-in-state` and `pending-operation`. */
export function stateUnprotected(plan: Plan): RawFinding[] {
  const vaultsAndKeys = (plan.state?.resources ?? []).filter(
    ({ type, id, external, delete: pendingDelete }) =>
      ["vault", "key"].includes(kindOfResource(type, id) ?? "") && external !== true && pendingDelete !== true,
  );
  return [...vaultsAndKeys.flatMap((resource) => unprotected(resource, plan)), ...pending(plan)];
}

function unprotected(resource: ResourceState, plan: Plan): RawFinding[] {
  const missing = (["protect", "retainOnDelete"] as const).filter((option) => resource[option] !== true);
  const after = plan.changes.find(({ urn }) => urn === resource.urn)?.after;
  // An option that the plan sets is fixed; if it replaces or deletes the resource, another rule reports that.
  const left = missing.filter((option) => after?.[option] !== true);
  if (left.length === 0) return [];
  const kind = kindOfResource(resource.type, resource.id);
  return [
    {
      rule: "unprotected-in-state",
      level: "danger",
      stake: "key",
      change: { urn: resource.urn, type: typeOf(resource.urn), name: nameOf(resource.urn) },
      title: `In the state, the ${kind ? labelOf(kind) : "resource"} "${azureNameOf(resource) ?? nameOf(resource.urn)}" is without ${left.join(" and ")}`,
      effect:
        "Pulumi obeys the options in the state, not those in the program, when it deletes. As the state is now, a rename " +
        `or a destroy ${left.includes("retainOnDelete") ? "deletes it in Azure" : "takes it out of the stack"}.`,
      fix:
        "Set `protect: true` and `retainOnDelete: true` in the program and run `pulumi up`, which writes them to the state. If the " +
        "program has them, a `pulumi state unprotect` or allowKeyReplacement took them away.",
      values: left.map((option) => ({
        property: option,
        before: false,
        after: after === undefined ? undefined : false,
      })),
    },
  ];
}

function pending({ state }: Plan): RawFinding[] {
  return (state?.pending_operations ?? []).map(({ resource, type }) => ({
    rule: "pending-operation",
    level: "warning",
    change: { urn: resource.urn, type: typeOf(resource.urn), name: nameOf(resource.urn) },
    title: `An earlier update ended in the middle of ${type} "${nameOf(resource.urn)}"`,
    effect: "What is in Azure may differ from what the state says, so this plan may rest on a wrong picture.",
    fix: "Run `pulumi refresh`, import what was created (`pulumi import`), and make the preview again.",
  }));
}
