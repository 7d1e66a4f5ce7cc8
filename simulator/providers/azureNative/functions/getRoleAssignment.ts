import { roleAssignment } from "../types/roleAssignment";
import { resourceGetter } from "./resourceGetter";

export const getRoleAssignment = resourceGetter("azure-native:authorization:getRoleAssignment", roleAssignment);
