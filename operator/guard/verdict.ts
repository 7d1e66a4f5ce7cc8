/** What the guard says of a plan. The JSON output is this, and `verdict.schema.json` is made from it. */
import { z } from "zod";
import { levels } from "./finding";

const value = z.strictObject({
  property: z.string().describe("Path of the input, such as properties.networkAcls.bypass"),
  before: z.unknown().optional().describe("Absent if there is none"),
  after: z.unknown().optional().describe("Absent if there is none"),
});

const finding = z.strictObject({
  rule: z.string().describe("Kebab-case name of what was found"),
  level: z.enum(levels),
  enforced: z
    .boolean()
    .describe("The enforcement date has come, and the finding is about the key or Kore's access to it"),
  resource: z
    .strictObject({
      urn: z.string(),
      type: z.string().describe("Pulumi's type token"),
      name: z.string().describe("The resource's name in the program"),
    })
    .nullable()
    .describe("null if the finding is about the plan as a whole"),
  title: z.string().describe("What would happen"),
  effect: z.string().describe("What that means for the key and for Kore"),
  fix: z.string().describe("What to do about it"),
  values: z.array(value).describe("The values that would change, if they help"),
});
/** One thing that the plan would do. */
export type Finding = z.infer<typeof finding>;

const count = z.int().nonnegative();

const verdict = z.strictObject({
  formatVersion: z.literal(1),
  outcome: z.enum(["safe", "dangerous"]).describe("dangerous if a finding is a danger"),
  stack: z.string().describe("Name of the stack, without organization and project"),
  project: z.string(),
  enforcement: z
    .strictObject({ date: z.string().describe("YYYY-MM-DD"), inForce: z.boolean() })
    .nullable()
    .describe("The date set in Kore's console; null if it is not known"),
  counts: z.strictObject({ danger: count, warning: count, note: count }),
  findings: z.array(finding).describe("Worst first"),
});
/** The guard's judgement of a plan. */
export type Verdict = z.infer<typeof verdict>;

const unreadable = z.strictObject({
  formatVersion: z.literal(1),
  outcome: z.literal("unreadable"),
  problem: z.strictObject({
    file: z.string().describe("- for standard input"),
    message: z.string().describe("What is wrong with it"),
    expected: z.string().describe("What it must be"),
    fix: z.string().describe("How to make it"),
  }),
});
/** The answer if there is no plan to judge. */
export type Unreadable = z.infer<typeof unreadable>;

/** JSON Schema, draft 7, of what `kore-byok guard --json` prints. */
export function outputSchema(): object {
  return z.toJSONSchema(z.union([verdict, unreadable]), { target: "draft-7" });
}
