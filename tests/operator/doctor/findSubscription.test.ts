import type { TokenCredential } from "@azure/identity";
import { findCloud } from "../../../components/plan/clouds";
import { findSubscription, type NamedSubscriptions } from "../../../operator/doctor/findSubscription";
import { installStandIns, type StandIns } from "./standIns";

const id = (digit: number): string => `00000000-0000-4000-8000-00000000000${digit}`;

describe("the doctor's subscription", () => {
  let tools: StandIns;
  beforeEach(() => {
    tools = installStandIns();
  });
  afterEach(() => tools.close());

  const nobody = { getToken: () => Promise.reject(new Error("asked Azure")) } as TokenCredential;
  const find = ({ said, configured, environment = {} }: Partial<NamedSubscriptions>, asksAz = true) =>
    findSubscription(
      nobody,
      findCloud("public")!,
      { said, configured, environment: { PATH: tools.PATH, ...environment } },
      asksAz,
    );

  it("is the provider's: configured, in ARM_SUBSCRIPTION_ID, az's default", async () => {
    tools.logInToAz(id(3));
    const environment = { ARM_SUBSCRIPTION_ID: id(2), AZURE_SUBSCRIPTION_ID: id(4) };

    expect(await find({ configured: id(1), environment })).toEqual({
      subscriptionId: id(1),
      source: "azure-native:subscriptionId",
    });
    expect(await find({ environment })).toEqual({ subscriptionId: id(2), source: "ARM_SUBSCRIPTION_ID" });
    expect(await find({ environment: { AZURE_SUBSCRIPTION_ID: id(4) } })).toEqual({
      subscriptionId: id(3),
      source: "az account show",
    });
  });

  it("is the one of AZURE_SUBSCRIPTION_ID last, which it says", async () => {
    const environment = { AZURE_SUBSCRIPTION_ID: id(4) };
    const found = { subscriptionId: id(4), source: "AZURE_SUBSCRIPTION_ID" };

    expect(await find({ environment })).toEqual(found);
    tools.logInToAz(id(3));
    expect(await find({ environment }, false)).toEqual(found);
    tools.logInToAz("'Please run az login'");
    expect(await find({ environment })).toEqual(found);
  });

  it("is the one of --subscription, which is told where the provider would not use it", async () => {
    expect(await find({ said: id(5), configured: id(1) })).toEqual({ subscriptionId: id(5), source: "--subscription" });
    expect((await find({ said: id(1), configured: id(1) })).source).toBe("azure-native:subscriptionId");
  });

  it("is looked for in Azure where nobody names one", async () => {
    await expect(find({})).rejects.toThrow("asked Azure");
  });
});
