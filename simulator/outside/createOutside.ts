import { createHash } from "node:crypto";
import { roleDefinitions } from "../arm/roleDefinitions";
import type { Outside } from "../azure";
import type { Application } from "../model";
import type { Store } from "../state/store";
import { plant } from "./plant";
import { requestPrivateEndpoint, setConnectionStatus } from "./privateEndpointConnections";

/** What a test or a demo does to the simulated Azure from outside: nothing of it is a call, so nothing is logged. */
export function createOutside(store: Store): Outside {
  const { state } = store;
  return {
    registerApplication({ clientSecret, ...application }) {
      if (state.applications.some((each) => each.appId.toLowerCase() === application.appId.toLowerCase())) {
        throw new Error(`The application ${application.appId} is registered already.`);
      }
      const registered: Application = {
        ...application,
        ...(clientSecret !== undefined && {
          clientSecretSha256: createHash("sha256").update(clientSecret).digest("hex"),
        }),
      };
      state.applications.push(registered);
      store.save();
      return { ...registered };
    },

    plant: (resource) => plant(store, resource),

    takeVaultName(name) {
      state.takenVaultNames.push(name);
      store.save();
    },

    requestPrivateEndpoint: (vaultId, from) =>
      Promise.resolve().then(() => requestPrivateEndpoint(store, vaultId, from)),

    setPrivateEndpointConnection: (vaultId, connectionName, status) =>
      Promise.resolve().then(() => setConnectionStatus(store, vaultId, connectionName, status)),

    setLoginRights(rights) {
      const unknown = rights.roles.filter((name) => !roleDefinitions.some((role) => role.name === name));
      if (unknown.length > 0)
        throw new Error(`No built-in role that the simulated Azure knows: ${unknown.join(", ")}.`);
      state.loginRights = structuredClone(rights);
      store.save();
    },

    setUnregisteredProviders(namespaces) {
      state.unregisteredProviders = [...namespaces];
      store.save();
    },

    setPolicies(policies) {
      state.policies = structuredClone(policies);
      store.save();
    },

    advanceClock(milliseconds) {
      state.clockOffsetMs += requireSpan("advanceClock", milliseconds);
      store.save();
    },

    setPropagationDelay(milliseconds) {
      state.propagationDelayMs = requireSpan("setPropagationDelay", milliseconds);
      store.save();
    },
  };
}

function requireSpan(operation: string, milliseconds: number): number {
  if (Number.isInteger(milliseconds) && milliseconds >= 0) return milliseconds;
  throw new Error(`${operation}(${milliseconds}): give a whole number of milliseconds, 0 or more.`);
}
