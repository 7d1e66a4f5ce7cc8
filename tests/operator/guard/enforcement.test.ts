import { enforcementOf, isDay } from "../../../operator/guard/enforcement";
import { judge, now, previewOf, told } from "./judged";

const configured = (name: string, date: string) => {
  const preview = previewOf(name);
  preview.config = { ...preview.config, "kore-byok-azure:enforcementDate": date };
  return preview;
};

describe("the enforcement date", () => {
  it.each([
    ["the day before", "2026-11-25", false],
    ["the day itself", "2026-11-24", true],
    ["a day after it", "2026-11-23", true],
  ])("is read from the configuration: %s", (_title, date, inForce) => {
    expect(judge(configured("kore/unchanged", date)).enforcement).toEqual({ date, inForce });
  });

  it("is not known where the configuration has its default", () => {
    expect(previewOf("kore/unchanged").config?.["kore-byok-azure:enforcementDate"]).toBe("(unset)");
    expect(judge(previewOf("kore/unchanged")).enforcement).toBeNull();
  });

  it("is read where YAML has made a time of it", () => {
    expect(judge(configured("kore/unchanged", "2026-01-01 00:00:00 +0000 UTC")).enforcement).toEqual({
      date: "2026-01-01",
      inForce: true,
    });
  });

  it.each([
    ["2027-01-31", "2026-01-01", "2026-01-01"],
    ["2026-01-01", "2027-01-31", "2026-01-01"],
  ])("counts as the earlier of %s in the configuration and %s given", (inConfiguration, given, date) => {
    const verdict = judge(configured("kore/unchanged", inConfiguration), { enforcementDate: given });

    expect(verdict.enforcement).toEqual({ date, inForce: true });
  });

  it.each(["soon", "2026-13-01", "[secret]"])("that cannot be read (%s) is a danger, and freezes", (date) => {
    const verdict = judge(configured("kore/private-mode", date));

    expect(told(verdict)).toContain("danger enforcement-date-unreadable");
    expect(verdict.enforcement?.inForce).toBe(true);
  });

  it("says of a lost key that its data is lost for good", () => {
    const [finding] = judge(previewOf("kore/key-rename-ignore-protect"), { enforcementDate: "2026-01-01" }).findings;

    expect(finding).toMatchObject({ level: "danger", enforced: true });
    expect(finding?.effect).toMatch(/enforcement date, 2026-01-01, has come: .* for good/);
  });

  it("makes a danger of what else would be a warning about Kore's access", () => {
    const before = judge(previewOf("kore/private-mode"), { enforcementDate: "2027-01-31" });
    const after = judge(previewOf("kore/private-mode"), { enforcementDate: "2026-01-01" });

    expect(told(before)).toContain("warning public-access-off");
    expect(told(after)).toContain("danger public-access-off");
  });

  it("puts what it makes worse first", () => {
    const preview = previewOf("kore/range-removed");
    preview.steps?.push({ op: "delete", urn: "urn:pulumi:dev::p::azure-native:network:PrivateEndpoint::pe" });
    const endpoint = preview.steps?.at(-1);
    if (endpoint) {
      endpoint.oldState = {
        urn: endpoint.urn,
        type: "azure-native:network:PrivateEndpoint",
        inputs: { privateLinkServiceConnections: [{ privateLinkServiceId: "/x/Microsoft.KeyVault/vaults/v" }] },
      };
    }

    const { findings } = judge(preview, { enforcementDate: "2026-01-01" });

    expect(findings.map(({ rule, enforced }) => [rule, enforced])).toEqual([
      ["range-removed", true],
      ["private-endpoint-lost", false],
    ]);
  });

  it("leaves a loss that is asked for alone", () => {
    const verdict = judge(previewOf("kore/revoked"), { enforcementDate: "2026-01-01" });

    expect(told(verdict)).toEqual(["warning access-revoked", "note lock-lifted"]);
  });
});

describe("days", () => {
  it.each(["2026-02-29", "2026-1-1", "20260101", "", "2026-01-01T00:00:00Z"])("%s is none", (text) =>
    expect(isDay(text)).toBe(false),
  );
  it("knows leap years", () => expect(isDay("2028-02-29")).toBe(true));
  it("counts in UTC", () => {
    const late = new Date("2026-11-23T23:30:00-01:00");
    expect(enforcementOf("2026-11-24", undefined, late).enforcement?.inForce).toBe(true);
    expect(enforcementOf("2026-11-25", undefined, now).enforcement?.inForce).toBe(false);
  });
});
