import { privateEndpoint } from "../types/privateEndpoint";
import { resourceGetter } from "./resourceGetter";

export const getPrivateEndpoint = resourceGetter("azure-native:network:getPrivateEndpoint", privateEndpoint);
