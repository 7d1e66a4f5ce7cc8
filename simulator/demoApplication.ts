/** A multi-tenant app in the part of Kore's, so that a person can try the program on a new simulated Azure. */
import { randomBytes } from "node:crypto";
import type { Azure } from "./azure";
import type { Application } from "./model";

// Made up, and easy to tell from real ones.
const APP_ID = "55555555-5555-4555-8555-555555555555";
const OWNER_TENANT_ID = "66666666-6666-4666-8666-666666666666";

/** The app, and its secret where it has been registered just now: the state keeps no more than a hash of it. */
export interface DemoApplication {
  application: Application;
  clientSecret?: string;
}

/** Registers the app in an Azure that knows none yet; else finds it again. `undefined` where there are others alone. */
export function demoApplication(azure: Azure): DemoApplication | undefined {
  const registered = azure.entra.findApplication(APP_ID);
  if (registered !== undefined) return { application: registered };
  if (azure.state.applications.length > 0) return undefined;
  const clientSecret = randomBytes(24).toString("base64url");
  const application = azure.outside.registerApplication({
    appId: APP_ID,
    displayName: "Kore.ai (simulated)",
    ownerTenantId: OWNER_TENANT_ID,
    clientSecret,
  });
  return { application, clientSecret };
}
