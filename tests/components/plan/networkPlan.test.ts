import fc from "fast-check";
import { defaultTrustedMicrosoftServices } from "../../../components/plan/defaults";
import { NetworkMode, planNetwork } from "../../../components/plan/networkPlan";

const ranges = fc.uniqueArray(fc.nat(255)).map((numbers) => numbers.map((number) => `20.42.${number}.0/24`));
const requests = fc.record({
  networkMode: fc.constantFrom(...Object.values(NetworkMode)),
  koreIpRanges: ranges,
  operatorIpRanges: ranges,
  trustedMicrosoftServices: fc.boolean(),
});

describe("planNetwork", () => {
  it("never plans an open vault", () => {
    fc.assert(
      fc.property(requests, (request) => {
        const { publicNetworkAccess, networkAcls } = planNetwork(request);
        expect(networkAcls.defaultAction).toBe("Deny");
        expect(publicNetworkAccess).toBe(request.networkMode === NetworkMode.Firewall ? "Enabled" : "Disabled");
        expect(networkAcls.ipRules.map(({ value }) => value).sort()).toEqual(
          [...request.koreIpRanges, ...request.operatorIpRanges].sort(),
        );
        expect(networkAcls.virtualNetworkRules).toEqual([]);
        expect(networkAcls.bypass).toBe(request.trustedMicrosoftServices ? "AzureServices" : "None");
      }),
    );
  });

  it("plans the same whatever the order of the ranges", () => {
    fc.assert(
      fc.property(requests, (request) => {
        const { koreIpRanges, operatorIpRanges } = request;
        const turned = {
          ...request,
          koreIpRanges: [...koreIpRanges].reverse(),
          operatorIpRanges: [...operatorIpRanges].reverse(),
        };
        expect(planNetwork(turned)).toEqual(planNetwork(request));
      }),
    );
  });

  it("lets trusted Microsoft services pass by default in firewall mode only", () => {
    expect(Object.values(NetworkMode).filter(defaultTrustedMicrosoftServices)).toEqual([NetworkMode.Firewall]);
  });
});
