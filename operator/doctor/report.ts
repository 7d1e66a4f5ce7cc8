/** What `kore-byok doctor --json` prints; `report.schema.json` is made from it. */
import { z } from "zod";
import { checkNames } from "./check";

const check = z.strictObject({
  check: z.enum(checkNames),
  result: z.enum(["ready", "not-ready", "not-judged"]),
  found: z.string().describe("What is there, or why it was not judged"),
  needed: z.string().describe("What pulumi up needs"),
  how: z.string().optional().describe("How to get it"),
});

export const report = z.strictObject({
  formatVersion: z.literal(1),
  outcome: z.enum(["ready", "not-ready"]).describe("not-ready where a check is"),
  checks: z.array(check).describe("In order"),
});
export type Report = z.infer<typeof report>;

export const failed = z.strictObject({
  formatVersion: z.literal(1),
  outcome: z.literal("failed").describe("Nothing was checked"),
  problem: z.strictObject({ message: z.string(), fix: z.string() }),
});
export type Failed = z.infer<typeof failed>;

/** JSON Schema, draft 7, of what `kore-byok doctor --json` prints. */
export function outputSchema(): object {
  return z.toJSONSchema(z.union([report, failed]), { target: "draft-7" });
}
