/** What `kore-byok doctor` looks at, and what each look comes to. */
import type { Provider } from "@azure/arm-resources";
import type { TokenCredential } from "@azure/identity";
import type { KoreByokArgs } from "../../components/koreByokArgs";
import type { Cloud } from "../../components/plan/clouds";

/** The checks, in the order in which they are shown. */
export const checkNames = [
  "login",
  "subscription",
  "region",
  "resource-providers",
  "permissions",
  "service-principal",
  "vault-name",
  "policies",
  "role-assignments",
  "api-version",
] as const;
export type CheckName = (typeof checkNames)[number];

/** One line of the answer. */
export interface CheckResult {
  check: CheckName;
  /** `not-judged`: Azure did not tell, or an earlier check failed; `found` says why. */
  result: "ready" | "not-ready" | "not-judged";
  /** What is there. */
  found: string;
  /** What `pulumi up` needs. */
  needed: string;
  /** How to get it; absent where it is there. */
  how?: string;
}

/** Who is logged in, read from the token that Entra gave. */
export interface Login {
  objectId: string;
  /** Client ID, or the user's name. */
  name: string;
  tenantId: string;
}

/** What the checks work on. */
export interface Patient {
  credential: TokenCredential;
  cloud: Cloud;
  subscriptionId: string;
  login: Login;
  /** A resource provider of the subscription, by its namespace. */
  provider: (namespace: string) => Promise<Provider>;
  /** The stack's settings, complete and valid. */
  settings: KoreByokArgs;
  /** `azure-native:location`. */
  location: string;
  now: Date;
}

/** A look at one thing. Throws what the client throws; the caller makes `not-judged` of it. */
export interface Check {
  name: CheckName;
  /** What is looked at, as a clause for an error: "reading the subscription". */
  doing: string;
  run(patient: Patient): Promise<CheckResult> | CheckResult;
}
