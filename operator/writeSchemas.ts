/** Writes the JSON Schemas of what the commands print with `--json`, from the types in the code. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { outputSchema as accessSchema } from "./access/report";
import { outputSchema as connectionsSchema } from "./connections/report";
import { outputSchema as doctorSchema } from "./doctor/report";
import { outputSchema as guardSchema } from "./guard/verdict";
import { outputSchema as handoffSchema } from "./handoff/document";
import { outputSchema as rotateSchema } from "./rotate/report";
import { outputSchema as verifySchema } from "./verify/report";

/** Each schema by its file's path in this folder. */
export const schemas: Record<string, () => object> = {
  "access/report.schema.json": accessSchema,
  "connections/report.schema.json": connectionsSchema,
  "doctor/report.schema.json": doctorSchema,
  "guard/verdict.schema.json": guardSchema,
  "handoff/handoff.schema.json": handoffSchema,
  "rotate/report.schema.json": rotateSchema,
  "verify/report.schema.json": verifySchema,
};

async function main(): Promise<void> {
  const { format, resolveConfig } = await import("prettier");
  for (const [path, schema] of Object.entries(schemas)) {
    const file = join(__dirname, path);
    const options = await resolveConfig(file);
    writeFileSync(file, await format(JSON.stringify(schema()), { ...options, parser: "json" }));
  }
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
