/** What `kore-byok connections --json` prints; `report.schema.json` is made from it. */
import { z } from "zod";
import { connection } from "./connection";

export const report = z.strictObject({
  formatVersion: z.literal(1),
  outcome: z.enum(["listed", "approved", "rejected"]).describe("What was done; also where it was so already"),
  vaultId: z.string(),
  connections: z.array(connection).describe("All of the vault's, as they are afterwards"),
});
export type Report = z.infer<typeof report>;

export const failed = z.strictObject({
  formatVersion: z.literal(1),
  outcome: z.literal("failed").describe("Nothing was changed, or Azure did not say so"),
  problem: z.strictObject({ message: z.string(), fix: z.string() }),
});
export type Failed = z.infer<typeof failed>;

/** JSON Schema, draft 7, of what `kore-byok connections --json` prints. */
export function outputSchema(): object {
  return z.toJSONSchema(z.union([report, failed]), { target: "draft-7" });
}
