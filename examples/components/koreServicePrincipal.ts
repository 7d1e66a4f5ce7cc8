import { KoreServicePrincipal } from "kore-byok-azure";

// Fails, and gives nobody an object ID, where another tenant publishes the app.
const kore = new KoreServicePrincipal("kore", {
  clientId: "5f4d9b7a-3a55-4c1c-9d0f-1f2e3d4c5b6a",
  appOwnerTenantId: "c0ffee00-1111-4222-8333-444455556666",
});

export const objectId = kore.objectId;
