import * as pulumi from "@pulumi/pulumi";
import type { KoreByokArgs } from "../../components";
import { madeBy, privateArgs, program, world } from "../support/koreByokProgram";
import { kore, login } from "../support/mockedAzure";
import { failure } from "../support/mocks";

describe("KoreByok refuses, with nothing made,", () => {
  it.each<[string, Partial<KoreByokArgs>, string]>([
    ["B10 another tenant than the login's", { tenantId: kore.publisherTenantId }, "tenantId"],
    ["B07 the login's tenant for a client ID", { koreClientId: login.tenantId }, "koreClientId"],
    [
      "the login's tenant for an object ID",
      { koreServicePrincipalObjectId: login.tenantId },
      "koreServicePrincipalObjectId",
    ],
  ])("%s", async (_, args, key) => {
    const { error, deployment } = await failure(program({ ...privateArgs, ...args }), world);
    expect(pulumi.RunError.isInstance(error)).toBe(true);
    expect(error.message).toContain(`KoreByok "kore": 1 problem\n  ${key}: `);
    expect(deployment.made).toEqual([]);
  });

  it("several bad arguments, all in one error", async () => {
    const bad = { vaultName: "kore--kv", keySize: 3072, koreRole: "Owner", koreIpRanges: ["20.42.7.0/28"] };
    const { error, deployment } = await failure(program({ ...privateArgs, ...(bad as Partial<KoreByokArgs>) }));
    expect(pulumi.RunError.isInstance(error)).toBe(true);
    for (const part of [
      "4 problems",
      '  vaultName: "kore--kv"',
      "  keySize: 3072",
      '  koreRole: "Owner"',
      "  koreIpRanges: ",
    ]) {
      expect(error.message).toContain(part);
    }
    expect(deployment.made).toEqual([]);
    expect(deployment.calls).toEqual([]);
  });

  const late = <T>(value: T) => pulumi.output(Promise.resolve(value));
  it.each<[string, Partial<KoreByokArgs>, string]>([
    [
      "the publisher's check beside an object ID",
      {
        koreServicePrincipalObjectId: late(kore.objectId),
        koreAppOwnerTenantId: late(kore.publisherTenantId),
      },
      "koreAppOwnerTenantId",
    ],
    [
      "B83 the client ID for an object ID",
      { koreClientId: late(kore.clientId), koreServicePrincipalObjectId: late(kore.clientId) },
      "koreServicePrincipalObjectId",
    ],
    [
      "B74 ranges that overlap",
      { networkMode: "firewall", koreIpRanges: late(["20.42.7.0/28"]), operatorIpRanges: late(["20.42.7.4/30"]) },
      "operatorIpRanges\\[0\\]",
    ],
  ])("what only two outputs show together: %s", async (_, args, key) => {
    const { error, deployment } = await failure(program({ ...privateArgs, ...args }), world);
    expect(error.message).toMatch(RegExp(`^KoreByok "kore": 1 problem\n {2}${key}: `));
    expect(madeBy(deployment).join()).not.toMatch(/Vault|RoleAssignment/);
  });

  it("B84 a region that Azure does not have", async () => {
    const { error, deployment } = await failure(program({ ...privateArgs, location: "Moon" }), world);
    expect(error.message).toContain('  location: "Moon"');
    expect(deployment.made).toEqual([]);
  });

  it("B99 a text for a flag, and B100 an output for what decides what is made", async () => {
    const bad = { deleteLock: "false", vaultName: pulumi.output("kv-a"), koreAccess: pulumi.secret("revoked") };
    const { error, deployment } = await failure(program({ ...privateArgs, ...(bad as unknown as KoreByokArgs) }));
    for (const part of ["3 problems", '  deleteLock: "false"', "  vaultName: ", "  koreAccess: "]) {
      expect(error.message).toContain(part);
    }
    expect(error.message).not.toContain("revoked");
    expect(deployment.made).toEqual([]);
  });

  it("an argument that it does not have, and a required one that is missing", async () => {
    const bad = { koreClientId: undefined, enablePurgeProtection: false } as unknown as KoreByokArgs;
    const { error, deployment } = await failure(program({ ...privateArgs, ...bad }));
    for (const part of ["2 problems", "  koreClientId: (not set)", "  enablePurgeProtection: false"]) {
      expect(error.message).toContain(part);
    }
    expect(deployment.made).toEqual([]);
  });

  it("no arguments at all, as another language may pass", async () => {
    const { error } = await failure(program(undefined as unknown as KoreByokArgs));
    expect(error.message).toContain('KoreByok "kore": 1 problem\n  koreClientId: (not set)');
  });
});
