import { Tenant, expectRefusal, version } from "./tenant";

describe("A vault's network rules", () => {
  let tenant: Tenant;
  beforeEach(async () => {
    tenant = await Tenant.create();
  });
  const putRanges = (...values: string[]) =>
    tenant.putVault({
      networkAcls: { defaultAction: "Deny", bypass: "None", ipRules: values.map((value) => ({ value })) },
    });

  it("come back as ranges, with defaults filled in", async () => {
    const vault = await tenant.putVault({
      networkAcls: { ipRules: [{ value: "20.1.2.3" }, { value: "20.2.0.0/16" }] },
    });
    expect(vault.properties.networkAcls).toEqual({
      bypass: "AzureServices",
      defaultAction: "Allow",
      ipRules: [{ value: "20.1.2.3/32" }, { value: "20.2.0.0/16" }],
      virtualNetworkRules: [],
    });
  });

  it.each([
    ["10.0.0.0/8", "10.0.0.0–10.255.255.255 (private IP addresses)"],
    ["10.1.2.3", "10.0.0.0–10.255.255.255 (private IP addresses)"],
    ["172.16.0.1", "172.16.0.0–172.31.255.255 (private IP addresses)"],
    ["172.31.255.0/24", "172.16.0.0–172.31.255.255 (private IP addresses)"],
    ["172.0.0.0/8", "172.16.0.0–172.31.255.255 (private IP addresses)"],
    ["192.168.1.0/24", "192.168.0.0–192.168.255.255 (private IP addresses)"],
    ["0.0.0.0/0", "10.0.0.0–10.255.255.255 (private IP addresses)"],
    ["127.0.0.1", "127.0.0.0–127.255.255.255"],
    ["169.254.1.1", "169.254.0.0–169.254.255.255"],
    ["100.64.0.0/10", "100.64.0.0–100.127.255.255"],
    ["168.63.129.16", "168.63.129.16–168.63.129.16"],
    ["255.255.255.255", "224.0.0.0–255.255.255.255"],
    ["0.1.2.3", "0.0.0.0–0.255.255.255"],
  ])("may not touch %s", (value, range) =>
    expectRefusal(
      putRanges("20.1.2.3", value),
      400,
      "BadRequest",
      `Invalid value found at properties.networkAcls.ipRules[1].value: ${value} belongs to forbidden range ${range}`,
    ),
  );

  it.each(["172.15.255.255", "172.32.0.0/16", "11.0.0.0/24", "192.167.0.0/24", "8.8.8.8"])(
    "may hold %s",
    async (value) => {
      await expect(putRanges(value)).resolves.toBeDefined();
    },
  );

  it.each([
    "2001:db8::/32",
    "1.2.3.4/33",
    "1.2.3.4/",
    "1.2.3/24",
    "256.1.1.1",
    "010.8.8.8",
    "1.2.3.4-1.2.3.9",
    "AzureCloud",
    " 8.8.8.8",
  ])("may not hold %s, which is no range", (value) =>
    expectRefusal(putRanges(value), 400, "BadRequest", `${value} is not an IPv4 address or range`),
  );

  it("may not hold bits outside the prefix", () =>
    expectRefusal(putRanges("20.0.114.5/24"), 400, "BadRequest", "20.0.114.5/24 has bits set outside its prefix"));

  it("are at most 1000", async () => {
    const addresses = Array.from({ length: 1001 }, (_, index) => `20.0.${index >> 8}.${index & 255}`);
    await expectRefusal(putRanges(...addresses), 400, "InvalidRequestContent", "at most 1000 IP rules");
    await expect(putRanges(...addresses.slice(1))).resolves.toBeDefined();
  });

  it.each([{ defaultAction: "Block" }, { bypass: "All" }])("refuse %j", (networkAcls) =>
    expectRefusal(tenant.putVault({ networkAcls }), 400, "InvalidRequestContent", "properties.networkAcls"),
  );

  it("name subnets that exist and have the service endpoint, and answer them in lower case", async () => {
    const networkId = tenant.id("Microsoft.Network/virtualNetworks", "vNet");
    const subnet = (serviceEndpoints: unknown[]) => ({ addressPrefix: "10.0.0.0/24", serviceEndpoints });
    const putNetwork = (endpoints: unknown[]) =>
      tenant.azure.arm.put(
        networkId,
        {
          location: "westeurope",
          properties: {
            addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
            subnets: [{ name: "s", properties: subnet(endpoints) }],
          },
        },
        version.network,
      );
    const id = `${networkId}/subnets/s`;
    const rule = (more = {}) => tenant.putVault({ networkAcls: { virtualNetworkRules: [{ id, ...more }] } });
    await expectRefusal(rule(), 400, "BadRequest", "was not found");
    await putNetwork([]);
    await expectRefusal(rule(), 400, "BadRequest", "SubnetsHaveNoServiceEndpointsConfigured");
    await rule({ ignoreMissingVnetServiceEndpoint: true });
    await putNetwork([{ service: "Microsoft.KeyVault" }]);
    const vault = await rule();
    expect(vault.properties.networkAcls).toMatchObject({ virtualNetworkRules: [{ id: id.toLowerCase() }] });
  });
});
