/** The JSON Schemas of what the commands print. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import Ajv, { type ValidateFunction } from "ajv";

/** @param path below `operator/`, such as `verify/report.schema.json` */
export function schemaOf(path: string): ValidateFunction {
  return new Ajv().compile(JSON.parse(readFileSync(resolve(__dirname, "../../operator", path), "utf8")) as object);
}
