/** Writes the hand-off down: a pure function from stack outputs to a document. */
import { isDay } from "../../components/plan/day";
import { documentsPrivateEndpoint, splitLastSteps } from "../../components/plan/handoff";
import type { HandoffDocument, Labelled, Step } from "./document";
import type { HandoffOutputs } from "./outputs";

/** What Kore does not publish; asked in the ticket, since each answer changes what the customer must do. */
const questions = [
  "Which application (client) ID does your service use for this, and which tenant publishes it?",
  "Does it wrap data keys with our key or encrypt with it directly, and with which algorithm?",
  "How do you take up a new version of the key, and for how long do you need the old ones?",
  "For how long do you cache keys that you have decrypted, and what happens when we revoke access?",
];

/** One more question for each network mode. */
const networkQuestions = {
  privateEndpoint: "Which Azure subscription and region does your private endpoint come from? We approve no other.",
  firewall: "Which public IPv4 ranges do you call from, and how do you announce a change?",
};

/** Asked if Kore does not document it. */
const whoMakesEndpoint = "Do you create the private endpoint on your side, as you document it for AI for Work?";

/** What Kore holds a role on: an assignment's ID begins with what it is made on. */
function rolesOn({ roleAssignmentIds }: HandoffOutputs): HandoffDocument["koreRolesOn"] {
  const onKey = roleAssignmentIds.filter((id) => /\/vaults\/[^/]+\/keys\//i.test(id)).length;
  return [...(onKey > 0 ? ["key" as const] : []), ...(onKey < roleAssignmentIds.length ? ["vault" as const] : [])];
}

/** The labels in the order in which a person needs them; the engine sorts those of an output alphabetically. */
const order = [
  "Application (client) ID",
  "Service principal object ID",
  "Admin Consent URL",
  "Azure CLI",
  "Cloud Provider",
  "Key identifier",
  "Key Vault URL",
  "Authentication credentials",
  "Tenant ID",
  "Key Vault URI",
  "Key Name",
  "Key Identifier",
  "Resource ID",
  "Region",
  "Target sub-resource",
];

/** The rows of an object; labels that are not in the order come last. */
function rows(values: Record<string, string>): Labelled[] {
  const rank = (label: string): number => (order.includes(label) ? order.indexOf(label) : order.length);
  return Object.entries(values)
    .map(([label, value]) => ({ label, value }))
    .sort((one, other) => rank(one.label) - rank(other.label));
}

/**
 * The hand-off as a document: every step that no resource can do, in order, up to the last click in Kore's console.
 *
 * @param outputs the stack's outputs
 * @param today the date of the document
 */
export function writeHandoff(outputs: HandoffOutputs, today: Date): HandoffDocument {
  const { handoff, vaultName, networkMode } = outputs;
  const date = handoff.console.fields["Enforcement Date"];
  return {
    formatVersion: 1,
    title: "Bring your own key: hand-off to Kore.ai",
    product: handoff.product,
    vaultName,
    madeOn: today.toISOString().slice(0, 10),
    networkMode,
    koreRolesOn: rolesOn(outputs),
    // The program writes a sentence if the date is not known.
    enforcementDate: date !== undefined && isDay(date) ? date : null,
    summary: [
      { label: "Tenant ID", value: outputs.tenantId },
      { label: "Key Vault URI", value: outputs.vaultUri },
      { label: "Key Name", value: outputs.keyName },
      { label: "Key Identifier", value: outputs.keyIdentifier },
      { label: "Region", value: outputs.location },
      { label: "Kore's service principal", value: outputs.koreServicePrincipalObjectId },
    ],
    steps: [
      authorize(outputs),
      ticket(outputs),
      ...(networkMode === "privateEndpoint" ? [approve(outputs)] : [firewall(outputs)]),
      rehearse(outputs),
      consoleForm(outputs),
      afterwards(outputs),
    ],
  };
}

function authorize(outputs: HandoffOutputs): Step {
  const places = rolesOn(outputs);
  const isRevoked = places.length === 0;
  return {
    id: "authorize",
    title: "Kore's application in your tenant",
    who: isRevoked ? "You" : "Done by pulumi up",
    text: [
      isRevoked
        ? "Kore's application is in your tenant as a service principal, but holds no role: its access is revoked (`koreAccess`). Until you restore it, Kore's test fails."
        : `Kore's application is in your tenant as a service principal, and holds ${places.length === 1 ? "its role" : "a role each"} on the ${places.join(" and on the ")}. There is nothing left to do here.`,
      "Should it ever be deleted, a Global Administrator registers it again with either of the guide's two ways; Microsoft lets a Cloud Application Administrator do it too. It then has another object ID: run `pulumi refresh`, `npx kore-byok revoke` and `npx kore-byok restore`, which assigns its role again.",
    ],
    values: rows(outputs.handoff.authorize),
    commands: isRevoked ? ["npx kore-byok restore"] : [],
    actions: isRevoked ? ["Restore Kore's access"] : [],
  };
}

function ticket(outputs: HandoffOutputs): Step {
  const { handoff, networkMode } = outputs;
  // The rest of it is for the customer, not for Kore.
  const network = Object.fromEntries(
    Object.entries(handoff.networkAccess).filter(([label]) => !["mode", "note"].includes(label)),
  );
  const lines = (values: Record<string, string>): string[] =>
    rows(values).map(({ label, value }) => `${label}: ${value}`);
  const message = [
    `Subject: BYOK with Azure Key Vault for ${handoff.product}`,
    "",
    "Hello Kore.ai support,",
    "",
    `please set up Bring Your Own Key for our ${handoff.product} account with our key in Azure Key Vault.`,
    "",
    ...lines(handoff.shareWithKore),
    "",
    networkMode === "privateEndpoint"
      ? "The vault takes no calls from the public network. Please create a private endpoint on your side to:"
      : "The vault's firewall lets in these ranges of yours, and no others:",
    ...lines(network),
    "",
    "Please answer in this ticket:",
    ...[
      ...(networkMode === "privateEndpoint" && !documentsPrivateEndpoint(handoff.product) ? [whoMakesEndpoint] : []),
      networkQuestions[networkMode],
      ...questions,
    ].map((question, index) => `${index + 1}. ${question}`),
  ].join("\n");
  return {
    id: "ticket",
    title: "The ticket to Kore's support",
    who: "You, at support.kore.ai",
    text: [
      "Send this text as it is. Kore's console has no field for the key's name: it reaches Kore by this ticket alone. Keep the answers: they are not published anywhere.",
    ],
    values: [],
    message,
    commands: [],
    actions: ["Send the ticket", "Wait until Kore confirms in writing that its side is set up"],
  };
}

function approve(outputs: HandoffOutputs): Step {
  const appears = `appears on vault ${outputs.vaultName} as a pending connection`;
  return {
    id: "connection",
    title: "Approve Kore's private endpoint connection",
    who: "Whoever may write the vault",
    text: [
      documentsPrivateEndpoint(outputs.handoff.product)
        ? `Kore makes the private endpoint, and it ${appears}.`
        : `Kore is expected to make the private endpoint, which then ${appears}, as Kore documents it for AI for Work. Its guide for ${outputs.handoff.product} only says to enable one: ask Kore's support.`,
      "Until you approve it, Kore's test fails. Approve only what comes from the subscription that Kore named in the ticket.",
      "A private endpoint in your own network serves your operators and CI; it gives Kore no path.",
    ],
    values: [{ label: "In the portal", value: "Key Vault > Networking > Private endpoint connections" }],
    commands: ["npx kore-byok connections", "npx kore-byok connections approve NAME --from SUBSCRIPTION"],
    actions: ["Compare the requester's subscription with Kore's answer", "Approve the connection"],
  };
}

function firewall({ handoff }: HandoffOutputs): Step {
  return {
    id: "firewall",
    title: "Kore's IP ranges",
    who: "Done by pulumi up",
    text: [
      "The vault's firewall lets in the ranges below. Trusted Microsoft services are a list of Microsoft's own services: Kore is not on it, so these ranges are what counts.",
      "When Kore announces a change, add the new range to `koreIpRanges`, run `pulumi up`, and remove the old one only once Kore has moved.",
    ],
    values: [{ label: "Kore IP ranges", value: handoff.networkAccess["Kore IP ranges"] ?? "" }],
    commands: [],
    actions: ["Compare the ranges with Kore's answer"],
  };
}

function rehearse({ networkMode }: HandoffOutputs): Step {
  return {
    id: "rehearse",
    title: "Rehearse the test",
    who: "You",
    text: [
      "Runs the calls behind Kore's test button against the key, and reads Kore's role assignment and network path from Azure. A new role assignment may take some minutes to work. Only Kore's own test proves that Kore gets in from its network.",
      `It calls as you: that takes Key Vault Crypto User at the key, and ${networkMode === "privateEndpoint" ? "a network with your own private endpoint (`endpointSubnetId`)" : "an address among `operatorIpRanges`"}. Without them go on to Kore's test.`,
    ],
    values: [],
    // Without the subscription, an approved connection does not count as Kore's.
    commands: [`npx kore-byok verify --wait 600${networkMode === "privateEndpoint" ? " --from SUBSCRIPTION" : ""}`],
    actions: ["Every stage has passed, or you go on without"],
  };
}

function consoleForm({ handoff }: HandoffOutputs): Step {
  const { menu, fields, test, lastSteps } = handoff.console;
  const hasDate = "Enforcement Date" in fields;
  const isSet = isDay(fields["Enforcement Date"] ?? "");
  const { clicks } = splitLastSteps(lastSteps);
  return {
    id: "console",
    title: "The form in Kore's console",
    who: `An administrator of ${handoff.product}`,
    text: [
      `In ${handoff.product} go to **${menu}** and enter the values below, under the form's own labels.`,
      ...(hasDate
        ? [
            "**The enforcement date is a one-way door.** Until then the key can be changed and tested again. From that day on your data depends on this key, and the console only lets you rotate it and choose apps and bots.",
            isSet
              ? "The stack's configuration has the same date: from then on Pulumi refuses whatever would harm the key."
              : "Put the same date into the stack's configuration, so that Pulumi refuses whatever would harm the key.",
          ]
        : [
            "**The last click is a one-way door.** It takes effect at once for the whole account and cannot be reverted.",
          ]),
    ],
    values: rows(fields),
    commands: hasDate && !isSet ? ["pulumi config set enforcementDate YYYY-MM-DD", "pulumi up"] : [],
    actions: [
      ...(hasDate ? [] : ["Compare the Client ID that the console shows with the application's ID in step 1"]),
      `Fill in the form`,
      `Click ${test}: every check must pass`,
      ...clicks,
    ],
  };
}

function afterwards({ handoff }: HandoffOutputs): Step {
  const validation = splitLastSteps(handoff.console.lastSteps).afterwards;
  return {
    id: "afterwards",
    title: "Afterwards",
    who: "You",
    text: [
      "Never disable or delete an old version of the key: data encrypted under it needs it. Kore does not document how it takes up a new version, so ask before you rotate.",
      "In an emergency `revoke` takes Kore's access away, and `restore` gives it back; neither touches the key.",
    ],
    values: [],
    commands: ["npx kore-byok rotate", "npx kore-byok revoke", "npx kore-byok restore"],
    actions:
      validation.length > 0 ? validation : ["Open a conversation in the product: it must read and write as before"],
  };
}
