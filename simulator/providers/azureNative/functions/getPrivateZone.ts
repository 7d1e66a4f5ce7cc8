import { privateZone } from "../types/privateZone";
import { resourceGetter } from "./resourceGetter";

export const getPrivateZone = resourceGetter("azure-native:privatedns:getPrivateZone", privateZone);
