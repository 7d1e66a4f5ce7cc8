import { PolicyResource } from "@pulumi/policy";
import { holdsForAny, judgeEach, judgeNamed } from "../judgement";
import { nameIn } from "../resources/armId";
import { endpointTargetsVault, environmentOf, vaultZoneName } from "../resources/privateEndpoint";
import { ofKind, registers, sourcesOf } from "../resources/reference";
import { kindOf } from "../resources/kind";
import { stackRule } from "../rule";

/** With another zone name the records are written and never asked for: clients go to the public address. */
export const privateEndpointDns = stackRule<{ environment?: "public" | "usgovernment" | "china" }>({
  name: "private-endpoint-dns",
  displayName: "Private endpoints to Key Vault have the exact DNS zone",
  description: "A private endpoint to a vault has a DNS zone group on the one private zone name of its cloud.",
  enforcementLevel: "advisory",
  severity: "medium",
  topics: ["network"],
  references: {
    cis: { v3: "3.3.7", v4: "9.3.8", v5: "8.3.8" },
    psrule: ["Azure.PrivateEndpoint.Name"],
    checkov: ["CKV2_AZURE_32"],
  },
  deviation: "The benchmarks ask for a private endpoint to be there; this rule judges the DNS of those that are.",
  remediationSteps:
    "Add a network.PrivateDnsZoneGroup to the endpoint on the zone privatelink.vaultcore.azure.net (US Government: " +
    "privatelink.vaultcore.usgovcloudapi.net, China: privatelink.vaultcore.azure.cn). Where Azure Policy adds the zone " +
    "group, set this rule to disabled.",
  url: "https://learn.microsoft.com/azure/key-vault/general/private-link-service",
  configSchema: {
    properties: {
      environment: {
        type: "string",
        enum: ["public", "usgovernment", "china"],
        description:
          "The cloud of the endpoints. Without it: the provider's own setting, else the endpoint's location, else public.",
      },
    },
  },
  judges: ["PrivateEndpoint"],
  judgeStack: (resources, { environment }, report) => {
    const groups = ofKind(resources, "PrivateDnsZoneGroup");
    judgeEach(
      ofKind(resources, "PrivateEndpoint").map(
        (endpoint) => () =>
          judgeNamed(`Private endpoint "${endpoint.name}"`, () => {
            if (!endpointTargetsVault(endpoint)) {
              return;
            }
            const expected = vaultZoneName(environment ?? environmentOf(endpoint));
            const found: string[] = [];
            const right = holdsForAny(groups, (group) => {
              if (!registers(group, endpoint)) {
                return false;
              }
              found.push(...zoneNamesOf(group));
              return found.includes(expected);
            });
            if (!right) {
              report(endpoint, {
                found:
                  found.length > 0
                    ? `its DNS zone group is on ${found.map((zone) => `"${zone}"`).join(", ")}`
                    : "no DNS zone group of this stack belongs to it",
                rule: `the name of a vault resolves to its endpoint in the private zone ${expected} alone`,
                fix: `add a PrivateDnsZoneGroup on the zone ${expected}`,
              });
            }
          }),
      ),
    );
  },
});

/**
 * The names of the private zones that a zone group writes to, in lower case.
 *
 * @throws UnknownValueError when only the update can tell.
 */
function zoneNamesOf(group: PolicyResource): string[] {
  const configs: ({ privateDnsZoneId?: string } | null)[] = group.props.privateDnsZoneConfigs ?? [];
  const zones = sourcesOf(group, "privateDnsZoneConfigs").filter((source) => kindOf(source.type) === "PrivateZone");
  // A zone made in the same update has no ID yet, but may know its name.
  if (zones.length > 0 && zones.length === configs.length) {
    return zones.map((zone) => String(zone.props.name).toLowerCase());
  }
  return configs.map((config) => nameIn(String(config?.privateDnsZoneId ?? "")).toLowerCase());
}
