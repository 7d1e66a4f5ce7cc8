import * as authorization from "@pulumi/azure-native/authorization";
import * as pulumi from "@pulumi/pulumi";
import { checkedArgs } from "./checkedArgs";
import { stoppingHook } from "./hooks";
import { checkKeyAccess } from "./plan/checkKeyAccess";
import { koreKeyAccessArguments } from "./plan/componentArguments";
import { defaults } from "./plan/defaults";
import { subscriptionOf } from "./plan/resourceIds";
import {
  KoreAccess,
  roleAssignmentName,
  roleDefinitionId,
  roleScope,
  rolesForKore,
  type KoreProduct,
  type KoreAccessScope,
  type KoreRole,
  type Role,
} from "./plan/roles";
import { unknownPrincipalHook } from "./unknownPrincipal";

/** Arguments of `KoreKeyAccess`. */
export interface KoreKeyAccessArgs {
  /** Required. ARM ID of the vault. */
  vaultId: pulumi.Input<string>;
  /**
   * Required. Name of the key, such as `kore-byok`. Must be a plain value, not an output: with `koreAccessScope: key` it
   * is part of the assignment's name in the stack, so that another key gets another assignment.
   */
  keyName: string;
  /** Required. Object ID of Kore's service principal (not the client ID). It may be empty while access is revoked. */
  servicePrincipalObjectId: pulumi.Input<string>;
  /** Optional. `ai-for-service`, or `ai-for-work`, which asks for Key Vault Reader too. Default `ai-for-service`. */
  koreProduct?: KoreProduct;
  /** Optional. `crypto-user` (the guide), or `crypto-service-encryption-user` once Kore confirms it. Default `crypto-user`. */
  koreRole?: KoreRole;
  /** Optional. `vault` (the guide) or `key`. Default `vault`. */
  koreAccessScope?: KoreAccessScope;
  /** Optional. `active`, or `revoked`: no role is assigned. Default `active`. */
  koreAccess?: KoreAccess;
  /** Optional. Whether the vault has a delete lock: Azure then refuses to remove an assignment. Default `false`. */
  vaultLocked?: boolean;
}

/**
 * Kore's right to use the key: role assignments whose names follow from what they grant, so that restoring revoked
 * access, or recovering a vault, always leads to the same ones.
 *
 * They are removed only when access is revoked or another role or scope replaces them: a delete hook stops everything
 * else, even a destroy that skips the preview.
 *
 * @example
 * const access = new KoreKeyAccess("kore", { vaultId, keyName: "kore-byok", servicePrincipalObjectId: kore.objectId });
 */
export class KoreKeyAccess extends pulumi.ComponentResource {
  /** ARM IDs of Kore's role assignments; empty while access is revoked. */
  public readonly roleAssignmentIds: pulumi.Output<string[]>;

  constructor(name: string, args: KoreKeyAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kore-byok-azure:index:KoreKeyAccess", name, args, opts);
    const checked = checkedArgs(`KoreKeyAccess "${name}"`, args, koreKeyAccessArguments, checkKeyAccess);
    const roles = rolesForKore(
      checked.koreProduct ?? defaults.koreProduct,
      checked.koreRole ?? defaults.koreRole,
      checked.koreAccessScope ?? defaults.koreAccessScope,
      checked.keyName,
    );
    const revoked = (checked.koreAccess ?? defaults.koreAccess) === KoreAccess.Revoked;
    // Registered in every run: the engine calls the hook of a resource that has left the program, too.
    const wanted = new Set(revoked ? [] : roles.map((role) => assignmentResourceName(name, role)));
    const keepAccess = keepAccessHook(name, wanted, checked.vaultLocked ?? false);
    const hooks = { beforeDelete: keepAccess, onError: revoked ? [] : unknownPrincipalHook(name) };
    const assignments = revoked ? [] : roles.map((role) => assign(name, role, checked, hooks, this));

    this.roleAssignmentIds = pulumi.all(assignments.map(({ id }) => id));
    this.registerOutputs({ roleAssignmentIds: this.roleAssignmentIds });
  }
}

function assignmentResourceName(name: string, role: Role): string {
  return `${name}-${role.resourceName}`;
}

function assign(
  name: string,
  role: Role,
  args: KoreKeyAccessArgs,
  hooks: pulumi.ResourceHookBinding,
  parent: pulumi.Resource,
): authorization.RoleAssignment {
  const scope = pulumi.output(args.vaultId).apply((vaultId) => roleScope(role, vaultId, args.keyName));
  return new authorization.RoleAssignment(
    assignmentResourceName(name, role),
    {
      scope,
      principalId: args.servicePrincipalObjectId,
      // Stated, since the SDK would say User, and Azure would look for a user that replication has not brought yet.
      principalType: "ServicePrincipal",
      roleDefinitionId: scope.apply((id) => roleDefinitionId(subscriptionOf(id), role.roleDefinitionGuid)),
      roleAssignmentName: pulumi
        .all([scope, args.servicePrincipalObjectId])
        .apply(([assignedOn, principalId]) => roleAssignmentName(assignedOn, principalId, role.roleDefinitionGuid)),
      description: `Kore.ai BYOK: ${role.displayName}`,
    },
    { parent, hooks },
  );
}

/**
 * Stops the delete of a role assignment that the program asks for. One that it no longer asks for may go: access is
 * revoked, or another role or scope has taken its place, which exists by then, since deletes come last.
 */
function keepAccessHook(name: string, wanted: ReadonlySet<string>, vaultLocked: boolean): pulumi.ResourceHook[] {
  return stoppingHook(`${name}-keep-access`, (assignment) => {
    if (wanted.has(assignment.name)) {
      throw new Error(
        `Kore would be cut off from the key: its role assignment ${assignment.id} would be deleted. ` +
          "To cut Kore off on purpose set koreAccess to revoked and run pulumi up. If Kore's service principal was " +
          "deleted and created again, do the same, then set koreAccess to active again.",
      );
    }
    if (vaultLocked) {
      throw new Error(
        `Azure refuses to remove role assignment ${assignment.id} under the vault's delete lock (ScopeLocked). ` +
          "For this one update set deleteLock to false, or remove your own lock, then put it back.",
      );
    }
  });
}
