/** What Azure's control plane proves about Kore's principal, and its role assignments. */
import { covers } from "../management/roleActions";

/** In order. */
export const facts = ["role-assignment", "network-path"] as const;
/** A fact about Kore's access that Azure Resource Manager shows. */
export type Fact = (typeof facts)[number];

/** One fact, as far as it could be judged. */
export interface FactResult {
  fact: Fact;
  /** `null`: not judged; `detail` says why. */
  passed: boolean | null;
  /** What was seen, in one line. */
  detail: string;
  /** Why it does not hold. */
  cause?: string;
  /** What to do about it. */
  fix?: string;
}

/** A role assignment of Kore's principal that counts for the key. */
export interface GrantedRole {
  /** ARM ID of the assignment. */
  id: string;
  roleName: string;
  /** ARM ID of what it is assigned at. */
  scope: string;
  permissions: DataPermission[];
}

/** What a role permits on the data plane. Patterns, such as `Microsoft.KeyVault/vaults/keys/decrypt/action`. */
export interface DataPermission {
  dataActions: string[];
  /** Excluded from `dataActions`; another role may still permit them. */
  notDataActions: string[];
}

const prefix = "Microsoft.KeyVault/vaults/keys";
/** What Kore's calls do with the key, as the data actions name it. */
const uses = ["encrypt", "decrypt", "wrap", "unwrap"];
/** Kore's calls: it encrypts and decrypts (the guide's Test Configuration), or wraps keys of its own. Which is not published. */
const ways = [
  [`${prefix}/read`, `${prefix}/encrypt/action`, `${prefix}/decrypt/action`],
  [`${prefix}/read`, `${prefix}/wrap/action`, `${prefix}/unwrap/action`],
];

/**
 * Whether Kore's principal holds a role that lets it use the key, and every assignment that the stack has made.
 *
 * @param roleAssignmentIds the stack output of that name
 */
export function judgeRoles(roles: GrantedRole[], principalId: string, roleAssignmentIds: string[]): FactResult {
  const permitted = (action: string): boolean => roles.some((role) => permits(role, action));
  const seen = listed(roles);
  const missing = roleAssignmentIds.filter((id) => !roles.some((role) => role.id.toLowerCase() === id.toLowerCase()));
  if (missing.length === 0 && ways.some((actions) => actions.every(permitted))) {
    return { fact: "role-assignment", passed: true, detail: `Kore's principal ${principalId} holds ${seen}` };
  }
  return {
    fact: "role-assignment",
    passed: false,
    detail: seen === "" ? "none" : seen,
    cause:
      missing.length > 0 && seen !== ""
        ? `The stack's role assignment ${missing.join(", ")} is gone; Kore's service principal ${principalId} holds ${seen}.`
        : `No role assignment lets Kore's service principal ${principalId} use the key${seen === "" ? "" : `; it holds ${seen}`}.`,
    fix: "Run `pulumi up --refresh`, or `kore-byok restore` if access was revoked on purpose.",
  };
}

/**
 * Whether Kore's principal holds no role that lets it encrypt, decrypt, wrap or unwrap with the key: a role that permits
 * even one of them is still access.
 */
export function judgeRevoked(roles: GrantedRole[], principalId: string): FactResult {
  const left = roles.filter((role) => uses.some((use) => permits(role, `${prefix}/${use}/action`)));
  if (left.length === 0) {
    const rest = roles.length === 0 ? "" : `; it holds ${listed(roles)}, which does not`;
    return {
      fact: "role-assignment",
      passed: true,
      detail: `Azure shows no role assignment that lets Kore's principal ${principalId} use the key${rest}`,
    };
  }
  return {
    fact: "role-assignment",
    passed: false,
    detail: listed(left),
    cause: `Kore's service principal ${principalId} can still use the key: it holds ${listed(left)}.`,
    fix: `Someone has assigned that outside of this stack. Remove it in the portal, under Access control (IAM) of what it is assigned at, or with: az role assignment delete --ids ${left.map(({ id }) => id).join(" ")}`,
  };
}

function permits({ permissions }: GrantedRole, action: string): boolean {
  const isIn = (patterns: string[]): boolean => patterns.some((pattern) => covers(pattern, action));
  return permissions.some(({ dataActions, notDataActions }) => isIn(dataActions) && !isIn(notDataActions));
}

/** The roles in words. */
function listed(roles: GrantedRole[]): string {
  return roles.map(({ roleName, scope }) => `${roleName} at ${scope.split("/").at(-1)}`).join(", ");
}
