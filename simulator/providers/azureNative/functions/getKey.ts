import { key } from "../types/key";
import { resourceGetter } from "./resourceGetter";

export const getKey = resourceGetter("azure-native:keyvault:getKey", key);
