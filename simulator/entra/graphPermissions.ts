import type { AzureState } from "../model";

/** The application permissions of Microsoft Graph that the login has been given. No one else has any. */
export function graphPermissionsOf({ login, loginRights }: Readonly<AzureState>, objectId: string): string[] {
  if (objectId.toLowerCase() !== login.objectId.toLowerCase()) return [];
  return loginRights?.graphPermissions ?? ["Application.ReadWrite.All"];
}
