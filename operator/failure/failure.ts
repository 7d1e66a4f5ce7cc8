/** One failure of a call to Azure: what kind it is, why, and what to do about it. */
export interface Failure {
  /**
   * - `name-not-resolved`, `unreachable`, `proxy`, `tls`: the vault or Entra was not reached;
   * - `firewall`, `public-access`: the vault's network rules do not admit the caller;
   * - `credential`, `tenant`, `token`: Entra gave no token, or the vault did not take it;
   * - `role`, `access-policy`: the caller lacks a permission, or has it only since a moment ago;
   * - `key-not-found`, `key-disabled`, `key-expired`, `key-not-yet-valid`, `key-operation`: the key itself;
   * - `throttled`, `service`: too many calls, or a fault of Azure's;
   * - `mismatch`: the vault answered, with other bytes than were encrypted;
   * - `unknown`: none of these.
   */
  kind:
    | "name-not-resolved"
    | "unreachable"
    | "proxy"
    | "tls"
    | "firewall"
    | "public-access"
    | "credential"
    | "tenant"
    | "token"
    | "role"
    | "access-policy"
    | "key-not-found"
    | "key-disabled"
    | "key-expired"
    | "key-not-yet-valid"
    | "key-operation"
    | "throttled"
    | "service"
    | "mismatch"
    | "unknown";
  /** One or two sentences. */
  cause: string;
  /** What to do, for whoever runs the vault. */
  fix: string;
}
