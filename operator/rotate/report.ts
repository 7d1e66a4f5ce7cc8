/** What `kore-byok rotate --json` prints; `report.schema.json` is made from it. */
import { z } from "zod";
import { failed, schemaOf } from "../failed";

const version = z.strictObject({
  version: z.string(),
  created: z.string().nullable().describe("ISO 8601, UTC"),
  enabled: z.boolean(),
  current: z.boolean().describe("The newest: what a caller that names no version gets"),
});
/** A version of the key. */
export type KeyVersion = z.infer<typeof version>;

const report = z.strictObject({
  formatVersion: z.literal(1),
  outcome: z.literal("rotated"),
  vaultUri: z.string(),
  keyName: z.string(),
  newVersion: z.string(),
  versions: z.array(version).describe("All, newest first"),
  warnings: z.array(z.string()),
});
/** The new version, and all versions afterwards. */
export type Report = z.infer<typeof report>;

/** JSON Schema, draft 7, of what `kore-byok rotate --json` prints. */
export function outputSchema(): object {
  return schemaOf(report, failed);
}
