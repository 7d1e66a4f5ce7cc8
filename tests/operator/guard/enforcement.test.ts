import { enforcementOf } from "../../../operator/guard/enforcement";
import { handedOut, judge, now, outputsWith, previewOf, stateOf, told, whole } from "./judged";

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

    const { findings } = judge(whole(preview), { enforcementDate: "2026-01-01" });

    expect(findings.map(({ rule, enforced }) => [rule, enforced])).toEqual([
      ["range-removed", true],
      ["private-endpoint-lost", false],
    ]);
  });

  describe("that the stack has handed out", () => {
    const planned = (recorded: string | undefined, now: string | undefined, name = "kore/unchanged") =>
      handedOut(
        now === undefined ? previewOf(name) : configured(name, now),
        outputsWith({ enforcementDate: recorded }),
      );

    it.each([
      ["moved, after it has come", "2026-01-01", "2027-01-31", "danger enforcement-date-moved"],
      ["moved, before it has come", "2027-01-01", "2027-01-31", "warning enforcement-date-moved"],
      ["removed, after it has come", "2026-01-01", undefined, "danger enforcement-date-removed"],
      ["removed, before it has come", "2027-01-01", undefined, "warning enforcement-date-removed"],
    ])("%s: still counts, and is told of", (_title, recorded, date, finding) => {
      const verdict = judge(planned(recorded, date));

      expect(told(verdict)).toEqual([finding]);
      expect(verdict.enforcement?.date).toBe(recorded);
    });

    it.each([
      ["the same", "2027-01-31"],
      ["an earlier one", "2027-01-30"],
    ])("may be %s", (_title, date) => {
      expect(told(judge(planned("2027-01-31", date)))).toEqual([]);
    });

    it("freezes the plan that takes it away", () => {
      const verdict = judge(planned("2026-01-01", undefined, "kore/private-mode"));

      expect(told(verdict)).toContain("danger public-access-off");
    });

    it("is read from the state too, and the earliest counts", () => {
      const state = stateOf("kore/state");
      state.deployment.resources?.push({
        urn: "urn:pulumi:dev::kore-byok-azure::pulumi:pulumi:Stack::kore-byok-azure-dev",
        type: "pulumi:pulumi:Stack",
        outputs: outputsWith({ enforcementDate: "2026-02-01" }),
      });

      const verdict = judge(planned("2026-03-01", "2026-04-01"), { state, enforcementDate: "2026-05-01" });

      expect(verdict.enforcement?.date).toBe("2026-02-01");
    });

    it("was none as long as the console's was to be chosen, or is a secret", () => {
      expect(judge(planned(undefined, undefined)).enforcement).toBeNull();
      expect(judge(handedOut(previewOf("kore/unchanged"), { handoff: "[secret]" })).enforcement).toBeNull();
    });

    it("is not missed in the configuration of another program, which may take it from anywhere", () => {
      const preview = planned("2026-01-01", undefined);
      preview.config = { "platform:enforcementDate": "2026-01-01" };

      const verdict = judge(preview);

      expect(told(verdict)).toEqual([]);
      expect(verdict.enforcement?.inForce).toBe(true);
    });
  });

  describe("of a component in a program of the user's", () => {
    const urn = "urn:pulumi:dev::platform::acme:index:Platform$kore-byok-azure:index:KoreByok::kore";
    const component = (outputs: object, inputs: object) => {
      const preview = previewOf("kore/unchanged");
      const resource = { urn, type: "kore-byok-azure:index:KoreByok" };
      preview.config = {};
      preview.steps?.push({
        op: "update",
        urn,
        oldState: { ...resource, outputs: { ...outputs } },
        newState: { ...resource, inputs: { ...inputs } },
      });
      return preview;
    };

    it.each([
      ["moved", "2026-01-01", { enforcementDate: "2027-01-31" }, ["danger enforcement-date-moved"]],
      ["removed", "2027-01-01", {}, ["warning enforcement-date-removed"]],
      ["kept", "2026-01-01", { enforcementDate: "2026-01-01" }, []],
      ["not shown", "2026-01-01", { enforcementDate: "[secret]" }, []],
    ])("%s: the one handed out still counts", (_title, recorded, inputs, findings) => {
      const verdict = judge(component(outputsWith({ enforcementDate: recorded }), inputs));

      expect(told(verdict)).toEqual(findings);
      expect(verdict.enforcement?.date).toBe(recorded);
    });
  });

  it("leaves a loss that is asked for alone", () => {
    const verdict = judge(previewOf("kore/revoked"), { enforcementDate: "2026-01-01" });

    expect(told(verdict)).toEqual(["warning access-revoked", "note lock-lifted"]);
  });
});

describe("days", () => {
  it("counts in UTC", () => {
    const late = new Date("2026-11-23T23:30:00-01:00");
    expect(enforcementOf({ configured: "2026-11-24" }, late)?.inForce).toBe(true);
    expect(enforcementOf({ configured: "2026-11-25" }, now)?.inForce).toBe(false);
  });
});
