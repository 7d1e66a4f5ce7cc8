import { armAs } from "../arm/armAs";
import type { Azure } from "../azure";
import { entraAs } from "../entra/entraAs";
import { graphPermissionsOf } from "../entra/graphPermissions";

/** The simulated Azure as the providers reach it: with the login's rights, asked for at each call. */
export function asLogin(azure: Azure): Azure {
  const { state } = azure;
  const { clientId, objectId } = state.login;
  return {
    ...azure,
    arm: armAs(azure, { appId: clientId, objectId }),
    entra: entraAs(azure, {
      objectId,
      get permissions() {
        return graphPermissionsOf(state, objectId);
      },
    }),
  };
}
