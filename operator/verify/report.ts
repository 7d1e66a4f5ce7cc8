/** What `kore-byok verify --json` prints; `report.schema.json` is made from it. */
import { z } from "zod";
import { problem, schemaOf } from "../failed";
import { facts } from "./access";
import { stages } from "./stage";

const stage = z.strictObject({
  stage: z.enum(stages),
  passed: z.boolean(),
  detail: z.string().describe("What was seen; `not run` if an earlier stage failed"),
  kind: z.string().optional().describe("Kind of the failure"),
  cause: z.string().optional().describe("Why it failed"),
  fix: z.string().optional().describe("What to do about it"),
});

const fact = z.strictObject({
  fact: z.enum(facts),
  passed: z.boolean().nullable().describe("null: not judged; detail says why"),
  detail: z.string().describe("What was seen, or why it was not judged"),
  cause: z.string().optional().describe("Why it does not hold"),
  fix: z.string().optional().describe("What to do about it"),
});

const report = z.strictObject({
  formatVersion: z.literal(1),
  outcome: z.enum(["passed", "failed"]).describe("passed if every stage did, and no fact about access failed"),
  vaultUri: z.string(),
  keyName: z.string(),
  stages: z.array(stage).describe("In order"),
  access: z.array(fact).describe("Kore's access, as the control plane shows it"),
});
/** The result of the rehearsal. */
export type Report = z.infer<typeof report>;

const notRun = z.strictObject({
  formatVersion: z.literal(1),
  outcome: z.literal("not-run"),
  problem,
});
/** The answer if the rehearsal could not begin. */
export type NotRun = z.infer<typeof notRun>;

/** JSON Schema, draft 7, of what `kore-byok verify --json` prints. */
export function outputSchema(): object {
  return schemaOf(report, notRun);
}
