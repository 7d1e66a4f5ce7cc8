/** What `kore-byok doctor` looks at, and what each look comes to. */
import type { Provider } from "@azure/arm-resources";
import type { TokenCredential } from "@azure/identity";
import type { Settings } from "../../settings";
import type { Cloud } from "../../components/plan/clouds";
import type { FoundSubscription } from "./findSubscription";

/** The checks, in the order in which they are shown. */
export const checkNames = [
  "login",
  "subscription",
  "region",
  "resource-providers",
  "permissions",
  "service-principal",
  "resource-group",
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
  /** Who named the subscription. */
  subscriptionSource: FoundSubscription["source"];
  /** Whether the provider refuses this login without a subscription that it is told. */
  needsSubscription: boolean;
  login: Login;
  /** A resource provider of the subscription, by its namespace. */
  provider: (namespace: string) => Promise<Provider>;
  /** Whether the stack's state holds the resource with this ARM ID. */
  isInState: (id: string) => Promise<boolean>;
  /** The stack's settings, complete and valid. */
  settings: Settings;
  /** `azure-native:location`. */
  location: string;
  now: Date;
}

/** A look at one thing. Throws what the client throws; the caller makes `not-judged` or `not-ready` of it. */
export interface Check {
  name: CheckName;
  /** What is looked at, as a clause for an error: "reading the subscription". */
  doing: string;
  /**
   * The action that the look takes, where every role that can deploy has it: to be refused it says by itself that
   * `pulumi up` would fail. Left out: a refusal says nothing.
   */
  reads?: string;
  /** Whether it asks the subscription, which roles at a resource group alone do not let read. */
  atSubscription?: boolean;
  run(patient: Patient): Promise<CheckResult> | CheckResult;
}
