/** What `kore-byok revoke --json` and `kore-byok restore --json` print; `report.schema.json` is made from it. */
import { z } from "zod";
import { failed, schemaOf } from "../failed";

const change = z.strictObject({
  effect: z.string().describe("created, updated, replaced, deleted, gone or unknown"),
  name: z.string(),
  type: z.string(),
});
/** A resource that the update changed. */
export type Change = z.infer<typeof change>;

const report = z.strictObject({
  formatVersion: z.literal(1),
  outcome: z.enum(["revoked", "restored"]),
  changes: z.array(change).describe("What the update did, as its preview had it; empty if no change was needed"),
  proof: z
    .strictObject({
      judged: z.boolean().describe("false: Azure did not say"),
      detail: z.string(),
    })
    .describe("What Azure says of the role assignments of Kore's principal afterwards"),
});
/** What was done, and whether Azure shows it. */
export type Report = z.infer<typeof report>;

/** JSON Schema, draft 7, of what `kore-byok revoke --json` and `kore-byok restore --json` print. */
export function outputSchema(): object {
  return schemaOf(report, failed);
}
