import { AzureError } from "../../model";

/** A refusal with the code that the Key Vault resource provider uses for most of them, and others use as well. */
export function badRequest(message: string): AzureError {
  return new AzureError(400, "BadRequest", message);
}
