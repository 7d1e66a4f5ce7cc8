/** The stack outputs that the hand-off is made of. */
import { z } from "zod";

const strings = z.record(z.string(), z.string());

/** The schema of `HandoffOutputs`. */
export const outputs = z.object({
  tenantId: z.string().min(1),
  vaultUri: z.url(),
  vaultId: z.string().min(1),
  vaultName: z.string().min(1),
  keyName: z.string().min(1),
  keyIdentifier: z.string().min(1),
  location: z.string().min(1),
  adminConsentUrl: z.url(),
  // Empty if access is revoked and Entra does not name it.
  koreServicePrincipalObjectId: z.string(),
  roleAssignmentIds: z.array(z.string()),
  networkMode: z.enum(["privateEndpoint", "firewall"]),
  handoff: z.object({
    product: z.string(),
    authorize: strings,
    shareWithKore: strings,
    networkAccess: strings,
    console: z.object({ menu: z.string(), fields: strings, test: z.string(), lastSteps: z.array(z.string()) }),
  }),
});
/** As the program exports them. */
export type HandoffOutputs = z.infer<typeof outputs>;
