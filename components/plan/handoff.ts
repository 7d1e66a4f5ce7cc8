import type * as pulumi from "@pulumi/pulumi";
import { NetworkMode } from "./networkPlan";
import { KoreProduct } from "./roles";

/** What one of Kore's consoles calls things. */
interface Console {
  productName: string;
  /** Where the form is. */
  menu: string;
  /** The form's field for the vault's URI. */
  vaultUriLabel: string;
  /** The form's field for the tenant. */
  tenantLabel: string;
  /** The button that tests the key. */
  testLabel: string;
  /** Who makes the private endpoint: the start of a sentence that ends with the pending connection. */
  privateEndpoint: string;
  /** Whether Kore documents that it makes the private endpoint and the customer approves it. */
  documentsPrivateEndpoint: boolean;
  /** Whether the form asks for an enforcement date. */
  hasEnforcementDate: boolean;
  /** What follows the test, in order. A step for after the enforcement date begins with `afterDate`. */
  lastSteps: string[];
}

/** How a last step begins that cannot be done before the enforcement date. */
const afterDate = "After the enforcement date, ";

/**
 * The consoles' own labels. AI for Service: the guide, whose "Role ARN Tenant ID" is a slip of the AWS page. AI for
 * Work: Kore's guide "Azure enterprise encryption".
 */
const consoles: Record<KoreProduct, Console> = {
  [KoreProduct.AiForService]: {
    productName: "AI for Service",
    menu: "Admin Console > Security & Control > Enterprise Key > Bring Your Own Key > Create Key",
    vaultUriLabel: "Key identifier",
    tenantLabel: "Authentication credentials",
    testLabel: "Test Configuration",
    // Kore's guide says "Enable a private endpoint" and no more; that the flow is AI for Work's is inferred.
    privateEndpoint:
      "Expected, as for AI for Work: Kore creates the private endpoint on its side; its guide does not say so, ask Kore's support. Approve",
    documentsPrivateEndpoint: false,
    hasEnforcementDate: true,
    lastSteps: [
      "Click Next and select the applications and bots to encrypt: all are selected, deselect those that stay on Kore's default key",
      "Click Proceed: encryption begins on the enforcement date",
      `${afterDate}check by analytics of recent chats, or by running Authorization Profiles and Dialogs`,
    ],
  },
  [KoreProduct.AiForWork]: {
    productName: "AI for Work",
    menu: "Admin Console > Enterprise Encryption > Bring Your Own Key > Create Key",
    vaultUriLabel: "Key Vault URL",
    tenantLabel: "Tenant ID",
    testLabel: "Test Connection",
    // Kore's guide "Azure enterprise encryption": the customer approves the request under Networking.
    privateEndpoint: "Kore creates the private endpoint on its side; approve",
    documentsPrivateEndpoint: true,
    hasEnforcementDate: false,
    lastSteps: ["Click Next", "Click Proceed: it takes effect at once for the whole account and cannot be reverted"],
  },
};

/**
 * Whether Kore documents, for a product, that it makes the private endpoint and the customer approves it. Where it does not,
 * that is inferred, and asked in the support ticket.
 *
 * @param productName The product as the output `handoff` names it, in `product`.
 */
export function documentsPrivateEndpoint(productName: string): boolean {
  return Object.values(consoles).some((each) => each.productName === productName && each.documentsPrivateEndpoint);
}

/**
 * Splits the last steps of the output `handoff`, whose format has one list for both: `clicks` finish the form right after
 * the test, `afterwards` are done once the enforcement date has come.
 */
export function splitLastSteps(lastSteps: readonly string[]): { clicks: string[]; afterwards: string[] } {
  const isAfterwards = (step: string) => step.startsWith(afterDate);
  return {
    clicks: lastSteps.filter((step) => !isAfterwards(step)),
    afterwards: lastSteps.filter(isAfterwards),
  };
}

/** What is handed to Kore, by kind. `T` is a plain string in a plan, or an output in a stack. */
export interface HandoffFacts<T extends pulumi.Input<string>> {
  koreProduct: KoreProduct;
  networkMode: NetworkMode;
  enforcementDate?: string;
  tenantId: T;
  vaultUri: T;
  keyName: T;
  keyIdentifier: T;
  vaultId: T;
  location: T;
  koreClientId: T;
  koreServicePrincipalObjectId: T;
  adminConsentUrl: T;
  /** Kore's ranges in the vault's firewall, with commas between. */
  koreIpRanges: T;
}

/**
 * What is handed to Kore, ready to paste. Labels are those of Kore's guide and console. Values stay separate, so that
 * in a preview each shows as soon as it is known. No type parameters: a schema for other languages has none.
 */
export interface Handoff {
  /** Raised when a field is renamed or removed. */
  formatVersion: number;
  /** Kore's product. */
  product: string;
  /** The guide, step 1: either way registers Kore's application in the tenant. */
  authorize: { [label: string]: pulumi.Input<string> };
  /** The guide, step 4: goes into the support ticket. Kore's form has no field for the key's name. */
  shareWithKore: { [label: string]: pulumi.Input<string> };
  /** The guide, step 5: what Kore needs to connect, and what the customer does. */
  networkAccess: { [label: string]: pulumi.Input<string> };
  /** The console's form. */
  console: ConsoleForm;
}

/** The form in Kore's console. */
export interface ConsoleForm {
  /** Where the form is. */
  menu: string;
  /** Value by the form's own label. */
  fields: { [label: string]: pulumi.Input<string> };
  /** The button that tests the key. */
  test: string;
  /** What follows the test, click by click. */
  lastSteps: string[];
}

/**
 * Everything that the guide's Step 4 and the console's form ask for, with the console's own labels. Nothing in it is a
 * secret.
 *
 * @param text Puts a value into a template, in place of `{}`.
 */
export function planHandoff<T extends pulumi.Input<string>>(
  facts: HandoffFacts<T>,
  text: (template: string, value: T) => T,
): Handoff {
  const console = consoles[facts.koreProduct];
  return {
    formatVersion: 1,
    product: console.productName,
    authorize: {
      "Application (client) ID": facts.koreClientId,
      "Service principal object ID": facts.koreServicePrincipalObjectId,
      "Admin Consent URL": facts.adminConsentUrl,
      "Azure CLI": text("az ad sp create --id '{}'", facts.koreClientId),
    },
    shareWithKore: {
      "Tenant ID": facts.tenantId,
      "Key Vault URI": facts.vaultUri,
      "Key Name": facts.keyName,
      "Key Identifier": facts.keyIdentifier,
    },
    networkAccess: networkAccess(facts, console),
    console: {
      menu: console.menu,
      fields: {
        "Cloud Provider": "Azure",
        [console.vaultUriLabel]: facts.vaultUri,
        [console.tenantLabel]: facts.tenantId,
        ...(console.hasEnforcementDate
          ? { "Enforcement Date": facts.enforcementDate ?? "choose the date in the console" }
          : {}),
      },
      test: console.testLabel,
      lastSteps: console.lastSteps,
    },
  };
}

function networkAccess<T extends pulumi.Input<string>>(
  facts: HandoffFacts<T>,
  { privateEndpoint }: Console,
): Handoff["networkAccess"] {
  if (facts.networkMode === NetworkMode.Firewall) {
    return {
      mode: "Kore IP ranges",
      "Kore IP ranges": facts.koreIpRanges,
      note: "Kore calls from these addresses. Trusted Microsoft services do not let Kore in. Ask Kore to announce changes.",
    };
  }
  return {
    mode: "private endpoint",
    "Resource ID": facts.vaultId,
    Region: facts.location,
    "Target sub-resource": "vault",
    note: `${privateEndpoint} the pending connection under Key Vault > Networking > Private endpoint connections. Until then Kore's test fails.`,
  };
}
