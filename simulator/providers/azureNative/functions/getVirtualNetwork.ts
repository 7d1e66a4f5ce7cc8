import { virtualNetwork } from "../types/virtualNetwork";
import { resourceGetter } from "./resourceGetter";

export const getVirtualNetwork = resourceGetter("azure-native:network:getVirtualNetwork", virtualNetwork);
