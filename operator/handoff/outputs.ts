/** The stack outputs that the hand-off is made of. */
import { z } from "zod";

const texts = z.record(z.string(), z.string());

export const outputs = z.object({
  tenantId: z.string().min(1),
  vaultUri: z.url(),
  vaultId: z.string().min(1),
  vaultName: z.string().min(1),
  keyName: z.string().min(1),
  keyIdentifier: z.string().min(1),
  location: z.string().min(1),
  adminConsentUrl: z.url(),
  // Empty where access is revoked and Entra does not tell.
  koreServicePrincipalObjectId: z.string(),
  roleAssignmentIds: z.array(z.string()),
  networkMode: z.enum(["privateEndpoint", "firewall"]),
  handoff: z.object({
    product: z.string(),
    authorize: texts,
    shareWithKore: texts,
    networkAccess: texts,
    console: z.object({ menu: z.string(), fields: texts, test: z.string(), lastSteps: z.array(z.string()) }),
  }),
});
/** As the program exports them. */
export type HandoffOutputs = z.infer<typeof outputs>;
