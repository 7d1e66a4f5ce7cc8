import { outputSchema as accessSchema } from "./access/report";
import { outputSchema as connectionsSchema } from "./connections/report";
import { outputSchema as doctorSchema } from "./doctor/report";
import { outputSchema as guardSchema } from "./guard/verdict";
import { outputSchema as handoffSchema } from "./handoff/document";
import { outputSchema as rotateSchema } from "./rotate/report";
import { outputSchema as verifySchema } from "./verify/report";

/**
 * The JSON Schemas of what the commands print with `--json`, from the types in the code, each by its file's path in this
 * folder. `npm run docs` writes the files.
 */
export const schemas: Record<string, () => object> = {
  "access/report.schema.json": accessSchema,
  "connections/report.schema.json": connectionsSchema,
  "doctor/report.schema.json": doctorSchema,
  "guard/verdict.schema.json": guardSchema,
  "handoff/handoff.schema.json": handoffSchema,
  "rotate/report.schema.json": rotateSchema,
  "verify/report.schema.json": verifySchema,
};
