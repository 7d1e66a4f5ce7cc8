/** The hand-off as data: everything that no resource can do, step by step. `handoff.schema.json` is made from it. */
import { z } from "zod";
import { failed, schemaOf } from "../failed";

const labelled = z.strictObject({ label: z.string(), value: z.string() });
/** A value under its label; shown so that it can be copied. */
export type Labelled = z.infer<typeof labelled>;

const step = z.strictObject({
  id: z.string().describe("Stable name of the step"),
  title: z.string(),
  who: z.string().describe("Who does it"),
  text: z.array(z.string()).describe("Paragraphs; Markdown for emphasis, code and links alone"),
  values: z.array(labelled).describe("What to enter or to compare"),
  message: z.string().optional().describe("Text to send as it is"),
  commands: z.array(z.string()).describe("For a shell, in the project's folder"),
  actions: z.array(z.string()).describe("Click by click; each is a line of the checklist"),
});
/** One step of the hand-off. */
export type Step = z.infer<typeof step>;

const document = z.strictObject({
  formatVersion: z.literal(1),
  title: z.string(),
  product: z.string(),
  vaultName: z.string(),
  madeOn: z.string().describe("YYYY-MM-DD"),
  networkMode: z.enum(["privateEndpoint", "firewall"]),
  koreRolesOn: z
    .array(z.enum(["key", "vault"]))
    .describe("What Kore's service principal holds a role on; empty while access is revoked"),
  enforcementDate: z.string().nullable().describe("YYYY-MM-DD; null if the configuration has none"),
  summary: z.array(labelled),
  steps: z.array(step),
});
/** The hand-off of one stack. */
export type HandoffDocument = z.infer<typeof document>;

/** JSON Schema, draft 7, of what `kore-byok handoff --format json` prints. */
export function outputSchema(): object {
  return schemaOf(document, failed);
}
