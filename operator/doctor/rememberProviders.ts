/** The subscription's resource providers: two checks read the same one, side by side. */
import type { Provider } from "@azure/arm-resources";
import type { TokenCredential } from "@azure/identity";
import type { Cloud } from "../../components/plan/clouds";
import { resourceClient } from "../management/managementClients";

/** Reads a provider by its namespace, such as `Microsoft.KeyVault`; each once. */
export function rememberProviders(
  credential: TokenCredential,
  cloud: Cloud,
  subscriptionId: string,
): (namespace: string) => Promise<Provider> {
  const client = resourceClient(credential, cloud, subscriptionId);
  const asked = new Map<string, Promise<Provider>>();
  return (namespace) => {
    const known = asked.get(namespace) ?? client.providers.get(namespace);
    asked.set(namespace, known);
    return known;
  };
}
