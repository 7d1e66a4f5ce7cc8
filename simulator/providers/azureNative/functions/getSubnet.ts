import { subnet } from "../types/subnet";
import { resourceGetter } from "./resourceGetter";

export const getSubnet = resourceGetter("azure-native:network:getSubnet", subnet);
