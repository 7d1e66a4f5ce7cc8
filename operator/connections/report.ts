/** What `kore-byok connections --json` prints; `report.schema.json` is made from it. */
import { z } from "zod";
import { failed, schemaOf } from "../failed";
import { connection } from "./connection";

const report = z.strictObject({
  formatVersion: z.literal(1),
  outcome: z.enum(["listed", "approved", "rejected"]).describe("What was done; also if no change was needed"),
  vaultId: z.string(),
  connections: z.array(connection).describe("All of the vault's, as they are afterwards"),
});
/** What was done, and all connections afterwards. */
export type Report = z.infer<typeof report>;

/** JSON Schema, draft 7, of what `kore-byok connections --json` prints. */
export function outputSchema(): object {
  return schemaOf(report, failed);
}
