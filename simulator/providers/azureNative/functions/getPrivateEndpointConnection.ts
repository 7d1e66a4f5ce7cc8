import { privateEndpointConnection } from "../types/privateEndpointConnection";
import { resourceGetter } from "./resourceGetter";

export const getPrivateEndpointConnection = resourceGetter(
  "azure-native:keyvault:getPrivateEndpointConnection",
  privateEndpointConnection,
);
