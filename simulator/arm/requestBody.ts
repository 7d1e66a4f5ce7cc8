import { z } from "zod";
import type { ArmBody } from "../azure";
import { AzureError } from "../model";

/**
 * Tags of an ARM resource: at most 50, each value at most 256 characters.
 *
 * Source: learn.microsoft.com/azure/azure-resource-manager/management/tag-resources, "Limitations".
 */
export const resourceTags = z
  .record(z.string().min(1).max(512), z.string().max(256))
  .refine((tags) => Object.keys(tags).length <= 50, "at most 50 tags")
  .optional();

/** An ARM resource ID in a body. Whether it exists is for the type's rules to say. */
export const referencedId = z.string().regex(/^\/subscriptions\/.+/i, "must be an ARM resource ID");

/** The body of a type that takes a location and tags. */
export function locatedBody<Properties extends z.ZodType>(properties: Properties) {
  return z.strictObject({ location: z.string().min(1), tags: resourceTags, properties });
}

/** The body of a type that takes neither. */
export function plainBody<Properties extends z.ZodType>(properties: Properties) {
  return z.strictObject({ properties });
}

/**
 * Checks a request body against what its type takes. Every problem is told at once, an unknown property is one.
 *
 * ARM's resource providers differ in how they word this; the words here are those of the common deserialiser, as
 * quoted for example in learn.microsoft.com/azure/virtual-machine-scale-sets/virtual-machine-scale-sets-terminate-notification.
 *
 * @throws AzureError 400 `InvalidRequestContent`.
 */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: ArmBody): z.output<Schema> {
  // JSON has no `undefined`: what the caller left open is not in the body at all.
  const parsed = schema.safeParse(JSON.parse(JSON.stringify(body)));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.flatMap(describe);
  throw new AzureError(
    400,
    "InvalidRequestContent",
    `The request content was invalid and could not be deserialized: ${problems.map((p) => `'${p}'`).join(", ")}.`,
  );
}

function describe(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const place = path === "" ? key : `${path}.${key}`;
      return `Could not find member '${key}' on object of type 'ResourceDefinition'. Path '${place}'`;
    });
  }
  return [`Invalid value found at ${path}: ${issue.message}`];
}
