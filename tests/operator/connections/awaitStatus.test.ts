import { awaitStatus } from "../../../operator/connections/awaitStatus";
import { type Connection, describeConnection } from "../../../operator/connections/connection";

describe("waiting for a decided connection", () => {
  const connection = (status: string, provisioningState: string): Connection =>
    describeConnection({ name: "kore", privateLinkServiceConnectionState: { status }, provisioningState });
  /** Each look shows the next; the last stays. */
  const shows = (...looks: Connection[][]) => {
    let at = 0;
    return () => Promise.resolve(looks[Math.min(at++, looks.length - 1)]!);
  };

  it("looks again until it is in force, and tells what it saw", async () => {
    const said: string[] = [];
    const done = [connection("APPROVED", "succeeded")];

    const all = await awaitStatus(
      shows([connection("Pending", "Succeeded")], done),
      "KORE",
      "Approved",
      (text) => said.push(text),
      2_000,
    );

    expect(all).toEqual(done);
    expect(said).toEqual(["connection KORE is Pending, its provisioning Succeeded"]);
  });

  it("takes an approved one for in force where Azure states no provisioning", async () => {
    const done = [describeConnection({ name: "kore", privateLinkServiceConnectionState: { status: "Approved" } })];

    expect(await awaitStatus(shows(done), "kore", "Approved", () => undefined, 0)).toEqual(done);
  });

  it.each([
    ["is still not in force", [connection("Approved", "Updating")], "after 0 s connection kore is Approved, its"],
    ["is gone", [], "the other side has removed its private endpoint"],
    ["failed", [connection("Approved", "Failed")], "Azure reported a failure"],
  ])("ends where it %s", async (_title, look, message) => {
    await expect(awaitStatus(shows(look), "kore", "Approved", () => undefined, 50)).rejects.toThrow(message);
  });
});
