/** The answer of a command that could not do what it was asked, and the schema of a command's answers. */
import { z } from "zod";

/** Why something could not be done. */
export const problem = z.strictObject({
  message: z.string().describe("What is wrong, and why"),
  fix: z.string().describe("What to do about it"),
});

/** The schema of `Failed`. */
export const failed = z.strictObject({
  formatVersion: z.literal(1),
  outcome: z.literal("failed").describe("Not done. Nothing was changed, unless the message says so"),
  problem,
});
/** The answer of a command that could not do what it was asked. */
export type Failed = z.infer<typeof failed>;

/** JSON Schema, draft 7, of a command's answers. */
export function schemaOf(...answers: [z.ZodType, z.ZodType]): object {
  return z.toJSONSchema(z.union(answers), { target: "draft-7" });
}
