import { vault } from "../types/vault";
import { resourceGetter } from "./resourceGetter";

export const getVault = resourceGetter("azure-native:keyvault:getVault", vault);
