/** What `kore-byok revoke --json` and `kore-byok restore --json` print; `report.schema.json` is made from it. */
import { z } from "zod";

const change = z.strictObject({
  effect: z.string().describe("created, updated, replaced, deleted, gone or unknown"),
  name: z.string(),
  type: z.string(),
});
export type Change = z.infer<typeof change>;

export const report = z.strictObject({
  formatVersion: z.literal(1),
  outcome: z.enum(["revoked", "restored"]),
  changes: z.array(change).describe("What the update did, as its preview had it; none where it was so already"),
  proof: z
    .strictObject({
      judged: z.boolean().describe("false: Azure did not tell"),
      detail: z.string(),
    })
    .describe("What Azure says of the role assignments of Kore's principal afterwards"),
});
export type Report = z.infer<typeof report>;

export const failed = z.strictObject({
  formatVersion: z.literal(1),
  outcome: z.literal("failed"),
  problem: z.strictObject({ message: z.string().describe("What is so now, and why"), fix: z.string() }),
});
export type Failed = z.infer<typeof failed>;

/** JSON Schema, draft 7, of what `kore-byok revoke --json` and `kore-byok restore --json` print. */
export function outputSchema(): object {
  return z.toJSONSchema(z.union([report, failed]), { target: "draft-7" });
}
