import type { Check } from "../check";
import { neededRights } from "../neededRights";

/** The subscription has registered the providers of what the stack creates. */
export const resourceProviders: Check = {
  name: "resource-providers",
  doing: "reading the resource providers",
  reads: "Microsoft.Resources/subscriptions/providers/read",
  atSubscription: true,
  async run({ provider, subscriptionId, settings }) {
    const made = neededRights(settings, subscriptionId).filter(({ elsewhere }) => elsewhere !== true);
    const namespaces = [...new Set(made.map(({ action }) => action.slice(0, action.indexOf("/"))))];
    const states = await Promise.all(
      namespaces.map(async (namespace) => ({
        namespace,
        state: (await provider(namespace)).registrationState ?? "unknown",
      })),
    );
    const missing = states.filter(({ state }) => state !== "Registered").map(({ namespace }) => namespace);
    return {
      check: this.name,
      result: missing.length === 0 ? "ready" : "not-ready",
      found: states.map(({ namespace, state }) => `${namespace} ${state}`).join(", "),
      needed: `registered: ${namespaces.join(", ")}`,
      ...(missing.length === 0
        ? {}
        : { how: missing.map((each) => `az provider register --namespace ${each}`).join("; ") }),
    };
  },
};
