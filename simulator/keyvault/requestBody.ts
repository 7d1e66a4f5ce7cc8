/** Reads the JSON body of a Key Vault request against its schema. */
import { z } from "zod";
import { AzureError } from "../model";

/** Throws 400 `BadParameter` that names every property in the way; an unknown property is refused, never ignored. The words are unverified. */
export function readBody<T>(schema: z.ZodType<T>, body: string): T {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    throw new AzureError(400, "BadParameter", "The request body must be a JSON object.");
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join(".") || "body"}: ${message}`);
  throw new AzureError(400, "BadParameter", `Property has invalid value. ${problems.join("; ")}`);
}
