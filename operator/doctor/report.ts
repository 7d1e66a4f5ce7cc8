/** What `kore-byok doctor --json` prints; `report.schema.json` is made from it. */
import { z } from "zod";
import { failed, schemaOf } from "../failed";
import { checkNames } from "./check";

const check = z.strictObject({
  check: z.enum(checkNames),
  result: z.enum(["ready", "not-ready", "not-judged"]),
  found: z.string().describe("What is there, or why it was not judged"),
  needed: z.string().describe("What pulumi up needs"),
  how: z.string().optional().describe("How to get it"),
});

const report = z.strictObject({
  formatVersion: z.literal(1),
  outcome: z.enum(["ready", "not-ready"]).describe("not-ready if a check is"),
  checks: z.array(check).describe("In order"),
});
/** Whether the deployment is ready, and why. */
export type Report = z.infer<typeof report>;

/** JSON Schema, draft 7, of what `kore-byok doctor --json` prints. */
export function outputSchema(): object {
  return schemaOf(report, failed);
}
