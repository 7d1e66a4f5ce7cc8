import { AzureError } from "../../model";

/** A refusal by the Key Vault resource provider, which uses `BadRequest` for most of them. */
export function badRequest(message: string): AzureError {
  return new AzureError(400, "BadRequest", message);
}
