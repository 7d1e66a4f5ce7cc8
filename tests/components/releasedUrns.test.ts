import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { KoreByokArgs } from "../../components";
import { kore } from "../support/mockedAzure";
import { everything, firewallArgs, privateArgs, up } from "../support/koreByokProgram";

/**
 * A resource is what its URN says: type, parents' types and name. A stack that was deployed with a release has these URNs in
 * its state, and with another URN its vault would be deleted and made anew. So none of these lines may ever change or go.
 *
 * A component or class that gets another name keeps the old URN as an alias (`aliases` in its options), and the line stays
 * here. A new line is for a new resource alone.
 */
const released = readFileSync(join(__dirname, "releasedUrns.txt"), "utf8").trim().split("\n");

const configurations: Record<string, KoreByokArgs> = {
  "in private mode": privateArgs,
  "in firewall mode": firewallArgs,
  "with a generated vault name": { ...privateArgs, vaultName: undefined },
  "with every part": everything,
  "with addresses and no log": { ...privateArgs, alertEmails: everything.alertEmails },
  "with a service principal that exists": { ...privateArgs, servicePrincipal: "lookup" },
  "with the object ID alone": { ...privateArgs, koreServicePrincipalObjectId: kore.objectId },
  "with the role on the key": { ...everything, koreAccessScope: "key" },
  "with the narrower role": { ...privateArgs, koreRole: "crypto-service-encryption-user" },
};

describe("the URNs of the first release", () => {
  // That no log is kept is warned of.
  beforeEach(() => void jest.spyOn(pulumi.log, "warn").mockResolvedValue());
  afterEach(() => jest.restoreAllMocks());

  it.each(Object.entries(configurations))("are those of a stack %s", async (_, args) => {
    const { resources } = await up(args);
    const urns = resources.map(({ urn }) => urn);
    expect(urns.filter((urn) => !released.includes(urn))).toEqual([]);
  });

  it("are all in use still", async () => {
    const used = new Set<string>();
    for (const args of Object.values(configurations)) {
      for (const { urn } of (await up(args)).resources) used.add(urn);
    }
    expect(released.filter((urn) => !used.has(urn))).toEqual([]);
  });
});
