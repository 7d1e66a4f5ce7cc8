import * as pulumi from "@pulumi/pulumi";
import { readSettings } from "../../settings";
import { koreClientId, nameOf, read, refusal } from "../support/stackConfiguration";

describe("readSettings", () => {
  it("turns the configuration's texts into arguments of their types", () => {
    const settings = read({
      "azure-native:environment": "usgovernment",
      keySize: 2048,
      deleteLock: false,
      trustedMicrosoftServices: "true",
      networkMode: "firewall",
      koreIpRanges: ["20.42.7.0/28"],
      keyRotation: { rotateAfter: "P1Y" },
      tags: { team: "platform" },
    });
    expect(settings).toEqual({
      koreClientId,
      location: "westeurope",
      environment: "usgovernment",
      keySize: 2048,
      deleteLock: false,
      trustedMicrosoftServices: true,
      networkMode: "firewall",
      koreIpRanges: ["20.42.7.0/28"],
      keyRotation: { rotateAfter: "P1Y" },
      tags: { team: "platform" },
    });
  });

  it("keeps tags whatever their names: a library that reads JSON may drop some in silence", () => {
    const tags = { constructor: "a", prototype: "b", toString: "c", team: "d" };
    expect(Object.entries(read({ tags }).tags!)).toEqual(Object.entries(tags));
  });

  it("takes what Pulumi.yaml writes for none as left out, and leaves other namespaces alone", () => {
    const settings = read({ tenantId: "(unset)", vaultName: "(unset)", keyRotation: {}, "aws:region": "eu-west-1" });
    expect(settings).toEqual({ koreClientId, location: "westeurope" });
  });

  it("tells every problem at once, with their number", () => {
    const problems = refusal({ keySize: 3072, vaultName: "kore--kv", keySiez: 4096, deleteLock: "yes" });
    expect(problems.map(({ key }) => key).sort()).toEqual(
      ["deleteLock", "keySiez", "keySize", "vaultName"].map(nameOf),
    );
    expect(() => read({ keySize: 3072, vaultName: "kore--kv" })).toThrow(
      "2 problems in the stack's configuration; nothing was registered:",
    );
  });

  it("does not call a key missing that could not be read", () => {
    const unreadable = { networkMode: "firewall", koreIpRanges: "20.42.7.0/28" };
    expect(refusal(unreadable).map(({ key }) => key)).toEqual([nameOf("koreIpRanges")]);
    expect(refusal({}, ["koreClientId"]).map(({ key }) => key)).toEqual([nameOf("koreClientId")]);
  });

  it("never shows a secret, not even under an unknown key", () => {
    expect(refusal({ vaultNmae: "kv-hidden" }, ["vaultNmae"])).toMatchObject([{ value: '"[secret]"' }]);
  });

  it.each([
    ["2026-11-23", "the day of the date itself", [nameOf("allowKeyReplacement")]],
    ["2026-11-22", "any later day", [nameOf("allowKeyReplacement")]],
  ])("refuses a replacement with the enforcement date %s, on %s", (enforcementDate, _, keys) => {
    expect(refusal({ enforcementDate, allowKeyReplacement: true }).map(({ key }) => key)).toEqual(keys);
  });

  it("allows a replacement on the day before the enforcement date", () => {
    expect(read({ enforcementDate: "2026-11-24", allowKeyReplacement: true }).allowKeyReplacement).toBe(true);
  });

  it("reads the stack's own configuration, with what the engine says is secret", () => {
    const values = { [nameOf("koreClientId")]: koreClientId, "azure-native:location": "westeurope" };
    pulumi.runtime.setAllConfig(values);
    expect(readSettings()).toEqual({ koreClientId, location: "westeurope" });
    process.env["PULUMI_CONFIG_SECRET_KEYS"] = JSON.stringify([nameOf("koreClientId")]);
    try {
      expect(() => readSettings()).toThrow("no key of this project is a secret");
    } finally {
      delete process.env["PULUMI_CONFIG_SECRET_KEYS"];
    }
  });
});
