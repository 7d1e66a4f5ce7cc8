import { resourceGroup } from "../types/resourceGroup";
import { resourceGetter } from "./resourceGetter";

export const getResourceGroup = resourceGetter("azure-native:resources:getResourceGroup", resourceGroup);
