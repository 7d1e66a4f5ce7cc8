/** The app that whoever deploys signs in as, where a client asks Entra for a token instead of the attached providers. */
import { createHash, randomBytes } from "node:crypto";
import type { Azure } from "../azure";
import type { Application, ServicePrincipal } from "../model";

/** The login as Entra would hold it. It is not in the state, which has its IDs alone. */
export interface LoginApplication {
  application: Application;
  principal: ServicePrincipal;
  /** What DefaultAzureCredential reads to sign in as it. */
  environment: Record<"AZURE_TENANT_ID" | "AZURE_CLIENT_ID" | "AZURE_CLIENT_SECRET", string>;
}

/** Its secret is made up at each start, and kept nowhere but in the environment that is printed. */
export function createLoginApplication(azure: Azure): LoginApplication {
  const { tenantId, login } = azure.state;
  const clientSecret = randomBytes(24).toString("base64url");
  const displayName = "Deployment (simulated)";
  return {
    application: {
      appId: login.clientId,
      displayName,
      ownerTenantId: tenantId,
      clientSecretSha256: createHash("sha256").update(clientSecret).digest("hex"),
    },
    principal: {
      objectId: login.objectId,
      appId: login.clientId,
      displayName,
      appOwnerTenantId: tenantId,
      accountEnabled: true,
      createdAt: azure.now(),
    },
    environment: { AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: login.clientId, AZURE_CLIENT_SECRET: clientSecret },
  };
}
