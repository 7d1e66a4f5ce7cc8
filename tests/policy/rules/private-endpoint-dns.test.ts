import { privateEndpointDns } from "../../../policy/rules/private-endpoint-dns";
import { judgeStack, TestResource, unknown, urnOf } from "../../support/policyArgs";
import { otherTokens } from "../../support/resourceRuleCases";
import { id, resourceGroupId, times, vaultId, When } from "../../support/policyStack";

const network = `${resourceGroupId}/providers/Microsoft.Network`;
const publicZone = "privatelink.vaultcore.azure.net";
const governmentZone = "privatelink.vaultcore.usgovcloudapi.net";
const chinaZone = "privatelink.vaultcore.azure.cn";

function endpoint(when: When, props: object = {}): TestResource {
  return {
    type: "azure-native:network:PrivateEndpoint",
    name: "endpoint",
    props: {
      id: id(when, `${network}/privateEndpoints/pe-kore`),
      location: "westeurope",
      privateLinkServiceConnections: [{ name: "vault", groupIds: ["vault"], privateLinkServiceId: id(when, vaultId) }],
      ...props,
    },
  };
}

const manual = {
  privateLinkServiceConnections: undefined,
  manualPrivateLinkServiceConnections: [{ groupIds: ["vault"] }],
};

/** A zone that exists and is named by its ID, or one of the stack. */
function group(when: When, zone: string | TestResource, props: object = {}): TestResource {
  const zoneId = typeof zone === "string" ? `${network}/privateDnsZones/${zone}` : zone.props.id;
  return {
    type: "azure-native:network:PrivateDnsZoneGroup",
    name: "zones",
    props: {
      id: id(when, `${network}/privateEndpoints/pe-kore/privateDnsZoneGroups/default`),
      privateDnsZoneConfigs: [{ name: "vault", privateDnsZoneId: zoneId }],
      ...props,
    },
    from: {
      privateEndpointName: ["endpoint"],
      ...(typeof zone !== "string" && { privateDnsZoneConfigs: [zone.name] }),
    },
  };
}

function zone(when: When, name: string): TestResource {
  return {
    type: "azure-native:privatedns:PrivateZone",
    name: "zone",
    props: { id: id(when, `${network}/privateDnsZones/${name}`), name: id(when, name), location: "global" },
  };
}

describe("private-endpoint-dns", () => {
  describe.each(times)("%s", (when) => {
    it.each<[string, TestResource[]]>([
      ["a zone group on the right zone", [endpoint(when), group(when, publicZone)]],
      ["in other letters", [endpoint(when), group(when, "privatelink.vaultcore.AZURE.net")]],
      ["a connection to be approved by hand", [endpoint(when, manual), group(when, publicZone)]],
      [
        "several zones, the right one among them",
        [
          endpoint(when),
          group(when, publicZone, {
            privateDnsZoneConfigs: ["privatelink.blob.core.windows.net", publicZone].map((name) => ({
              name,
              privateDnsZoneId: `${network}/privateDnsZones/${name}`,
            })),
          }),
        ],
      ],
      [
        "a near miss: an endpoint of another service without a zone",
        [endpoint(when, { privateLinkServiceConnections: [{ groupIds: ["blob"] }] })],
      ],
      ["an endpoint without connections", [endpoint(when, { privateLinkServiceConnections: undefined })]],
      ["US Government, by its location", [endpoint(when, { location: "usgovvirginia" }), group(when, governmentZone)]],
      ["US Government, DoD", [endpoint(when, { location: "USDoD Central" }), group(when, governmentZone)]],
      ["China, by its location", [endpoint(when, { location: "chinanorth3" }), group(when, chinaZone)]],
      [
        "US Government, by the provider",
        [{ ...endpoint(when), provider: { environment: "usgovernment" } }, group(when, governmentZone)],
      ],
      [
        "China, by another of the provider's spellings",
        [{ ...endpoint(when), provider: { environment: "AzureChinaCloud" } }, group(when, chinaZone)],
      ],
      [
        "the public cloud, by the provider, at an unknown location",
        [{ ...endpoint(when, { location: unknown }), provider: { environment: "public" } }, group(when, publicZone)],
      ],
      [
        "the endpoint's older name",
        [{ ...endpoint(when), type: "azure-native:network:InterfaceEndpoint" }, group(when, publicZone)],
      ],
      ...otherTokens("azure-native:network:PrivateEndpoint").map((type): [string, TestResource[]] => [
        type,
        [{ ...endpoint(when), type }, group(when, publicZone)],
      ]),
    ])("passes: %s", async (_title, resources) => {
      expect(await judgeStack(privateEndpointDns, resources)).toEqual({ violations: [] });
    });

    it.each<[string, TestResource[], string, string]>([
      ["no zone group", [endpoint(when)], "no DNS zone group of this stack", publicZone],
      ["no zone group, to be approved by hand", [endpoint(when, manual)], "no DNS zone group", publicZone],
      [
        "a near miss: the vault's own domain",
        [endpoint(when), group(when, "privatelink.vault.azure.net")],
        '"privatelink.vault.azure.net"',
        publicZone,
      ],
      [
        "a zone within the right one",
        [endpoint(when), group(when, `a.${publicZone}`)],
        `"a.${publicZone}"`,
        publicZone,
      ],
      [
        "the public zone in US Government",
        [endpoint(when, { location: "usgovtexas" }), group(when, publicZone)],
        publicZone,
        governmentZone,
      ],
      ["the zone of China in public", [endpoint(when), group(when, chinaZone)], chinaZone, publicZone],
      [
        "an empty zone group",
        [endpoint(when), group(when, publicZone, { privateDnsZoneConfigs: [] })],
        "no DNS zone",
        publicZone,
      ],
    ])("fails: %s", async (_title, resources, found, expected) => {
      const { violations, notJudged } = await judgeStack(privateEndpointDns, resources);
      expect(notJudged).toBeUndefined();
      expect(violations.map(({ urn }) => urn)).toEqual([urnOf(endpoint(when))]);
      expect(violations[0]!.message).toContain(found);
      expect(violations[0]!.message).toContain(`Fix: add a PrivateDnsZoneGroup on the zone ${expected}.`);
    });

    it("takes the cloud from its configuration before all else", async () => {
      const resources = [{ ...endpoint(when), provider: { environment: "public" } }, group(when, chinaZone)];
      expect(await judgeStack(privateEndpointDns, resources, { environment: "china" })).toEqual({ violations: [] });
      expect(
        (await judgeStack(privateEndpointDns, resources, { environment: "usgovernment" })).violations,
      ).toHaveLength(1);
    });

    it("does not take another endpoint's zone group for its own", async () => {
      const other = { ...endpoint(when, { id: id(when, `${network}/privateEndpoints/pe-kore-b`) }), name: "other" };
      const { violations } = await judgeStack(privateEndpointDns, [endpoint(when), other, group(when, publicZone)]);
      expect(violations.map(({ urn }) => urn)).toEqual([urnOf(other)]);
    });
  });

  it("judges a zone of the stack by its name once that is known", async () => {
    const when = "after the update";
    const right = zone(when, publicZone);
    const wrong = zone(when, "privatelink.vault.azure.net");
    expect(await judgeStack(privateEndpointDns, [endpoint(when), right, group(when, right)])).toEqual({
      violations: [],
    });
    expect((await judgeStack(privateEndpointDns, [endpoint(when), wrong, group(when, wrong)])).violations).toHaveLength(
      1,
    );
  });

  it("finds a zone group by its ID", async () => {
    const when = "after the update";
    const plain = { ...group(when, publicZone), from: undefined };
    expect(await judgeStack(privateEndpointDns, [endpoint(when), plain])).toEqual({ violations: [] });
  });

  describe("does not judge in a preview", () => {
    const preview = "in the preview of a new stack";
    const made = zone(preview, publicZone);
    it.each<[string, TestResource[], string]>([
      ["a zone whose name is not known yet", [endpoint(preview), made, group(preview, made)], ".name"],
      [
        "an unknown zone of another program",
        [endpoint(preview), group(preview, publicZone, { privateDnsZoneConfigs: [{ privateDnsZoneId: unknown }] })],
        ".privateDnsZoneConfigs.0.privateDnsZoneId",
      ],
      [
        "a zone group whose endpoint is plain text",
        [endpoint(preview), { ...group(preview, publicZone), from: {} }],
        ".id",
      ],
      [
        "an unknown group",
        [endpoint(preview, { privateLinkServiceConnections: [{ groupIds: [unknown] }] })],
        ".groupIds.0",
      ],
      ["an unknown location", [endpoint(preview, { location: unknown }), group(preview, publicZone)], ".location"],
    ])("%s", async (_title, resources, at) => {
      const judgement = await judgeStack(privateEndpointDns, resources);
      expect(judgement.violations).toEqual([]);
      expect(judgement.notJudged).toMatch(/^Private endpoint "endpoint": string value at /);
      expect(judgement.notJudged).toContain(at);
    });
  });
});
