/** The checks of `kore-byok doctor`, and what each of them returns. */
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
type CheckName = (typeof checkNames)[number];

/** One line of the answer. */
export interface CheckResult {
  check: CheckName;
  /** `not-judged`: Azure did not say, or an earlier check failed; `found` says why. */
  result: "ready" | "not-ready" | "not-judged";
  /** What is there. */
  found: string;
  /** What `pulumi up` needs. */
  needed: string;
  /** How to get it; absent if it is there. */
  how?: string;
}

/** Who is logged in, read from the token that Entra gave. */
export interface Login {
  objectId: string;
  /** Client ID, or the user's name. */
  name: string;
  tenantId: string;
}

/** The deployment that the checks judge: who deploys, where, and with which settings. */
export interface DeploymentContext {
  credential: TokenCredential;
  cloud: Cloud;
  subscriptionId: string;
  /** Who named the subscription. */
  subscriptionSource: FoundSubscription["source"];
  /** Whether the provider refuses this login without a configured subscription. */
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

/** One check. Throws what the client throws; `runChecks` turns that into `not-judged` or `not-ready`. */
export interface Check {
  name: CheckName;
  /** What is checked, as a clause for an error: "reading the subscription". */
  doing: string;
  /**
   * The action that the check takes, if every role that can deploy has it: being refused it proves that `pulumi up`
   * would fail. If absent, a refusal proves nothing.
   */
  reads?: string;
  /** Whether it asks the subscription, which roles at a resource group alone do not let read. */
  atSubscription?: boolean;
  run(context: DeploymentContext): Promise<CheckResult> | CheckResult;
}
