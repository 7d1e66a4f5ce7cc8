/** What `kore-byok rotate --json` prints; `report.schema.json` is made from it. */
import { z } from "zod";

const version = z.strictObject({
  version: z.string(),
  created: z.string().nullable().describe("ISO 8601, UTC"),
  enabled: z.boolean(),
  current: z.boolean().describe("The newest: what a caller gets that names no version"),
});
export type KeyVersion = z.infer<typeof version>;

export const report = z.strictObject({
  formatVersion: z.literal(1),
  outcome: z.literal("rotated"),
  vaultUri: z.string(),
  keyName: z.string(),
  newVersion: z.string(),
  versions: z.array(version).describe("All, newest first"),
  warnings: z.array(z.string()),
});
export type Report = z.infer<typeof report>;

export const failed = z.strictObject({
  formatVersion: z.literal(1),
  outcome: z.literal("failed").describe("No new version was made, unless the message says so"),
  problem: z.strictObject({ message: z.string(), fix: z.string() }),
});
export type Failed = z.infer<typeof failed>;

/** JSON Schema, draft 7, of what `kore-byok rotate --json` prints. */
export function outputSchema(): object {
  return z.toJSONSchema(z.union([report, failed]), { target: "draft-7" });
}
