/** The data-plane API versions that the Key Vault face speaks. */
import { AzureError } from "../model";

/** Those that the current and recent `@azure/keyvault-keys` send; oldest first. */
const apiVersions = ["7.4", "7.5", "7.6", "2025-07-01"];

/** Throws 400 `BadParameter` where `api-version` is missing or unknown, as Azure's SDK emulators quote the service. */
export function checkApiVersion(query: URLSearchParams): void {
  const version = query.get("api-version");
  if (version === null) throw new AzureError(400, "BadParameter", "api-version must be specified");
  if (apiVersions.includes(version)) return;
  throw new AzureError(
    400,
    "BadParameter",
    `The specified version (${version}) is not recognized. Consider using the latest supported version ` +
      `(${apiVersions.at(-1)}).`,
  );
}
