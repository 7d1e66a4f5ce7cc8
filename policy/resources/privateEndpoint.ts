import { PolicyResource } from "@pulumi/policy";

/** The clouds that have a private zone for Key Vault, as azure-native's setting `environment` spells them. */
export type Environment = "public" | "usgovernment" | "china";

/** Source: learn.microsoft.com/azure/private-link/private-endpoint-dns, by cloud. */
const zoneNames: Record<Environment, string> = {
  public: "privatelink.vaultcore.azure.net",
  usgovernment: "privatelink.vaultcore.usgovcloudapi.net",
  china: "privatelink.vaultcore.azure.cn",
};

/** The private DNS zone in which clients look a vault of that cloud up. */
export function vaultZoneName(environment: Environment): string {
  return zoneNames[environment];
}

/**
 * Whether a connection of the private endpoint, approved by itself or by hand, leads to a Key Vault. Its sub-resource
 * (`groupIds`) is then `vault`, which no other service calls its own so.
 *
 * @throws UnknownValueError when only the update can tell.
 */
export function endpointTargetsVault({ props }: PolicyResource): boolean {
  const connections: ({ groupIds?: (string | null)[] | null } | null)[] = [
    ...(props.privateLinkServiceConnections ?? []),
    ...(props.manualPrivateLinkServiceConnections ?? []),
  ];
  return connections.some((connection) =>
    (connection?.groupIds ?? []).some((group) => String(group).toLowerCase() === "vault"),
  );
}

/**
 * The cloud that an endpoint is in: as its provider is configured, else by its location, else the public one.
 * A provider configured through the environment of the command alone does not show here.
 *
 * @throws UnknownValueError when the provider states no cloud and the location is unknown.
 */
export function environmentOf({ props, provider }: PolicyResource): Environment {
  const configured: unknown = provider?.props.environment;
  if (typeof configured === "string" && configured !== "") {
    return cloudNamed(configured, /^(azure)?us-?gov/, /^(azure)?china/);
  }
  return cloudNamed(String(props.location ?? ""), /^us(gov|dod)/, /^china/);
}

function cloudNamed(name: string, government: RegExp, china: RegExp): Environment {
  const plain = name.toLowerCase().replace(/\s/g, "");
  return government.test(plain) ? "usgovernment" : china.test(plain) ? "china" : "public";
}
