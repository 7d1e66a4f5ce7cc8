/** What `pulumi preview --json` prints: the preview digest (pulumi/pulumi, pkg/display/json.go). */
import { z } from "zod";

/** The placeholder in a preview for a value that only the update will know (pulumi/pulumi, UnknownStringValue). */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const urn = z.string().startsWith("urn:pulumi:");

/** A resource as the state holds it, or will hold it (pulumi/pulumi, ResourceV3). */
export const resourceState = z.looseObject({
  urn,
  type: z.string(),
  /** ARM ID or object ID; absent before the resource exists. */
  id: z.string().optional(),
  inputs: z.record(z.string(), z.unknown()).optional(),
  outputs: z.record(z.string(), z.unknown()).optional(),
  /** Pulumi refuses to delete or replace the resource. */
  protect: z.boolean().optional(),
  /** A delete takes the resource out of the state and leaves it in Azure. Read from the old state alone. */
  retainOnDelete: z.boolean().optional(),
  /** The program only reads the resource: Pulumi never deletes it. */
  external: z.boolean().optional(),
});
/** A resource before or after the plan. */
export type ResourceState = z.infer<typeof resourceState>;

const step = z.looseObject({
  /** `create`, `update`, `delete`, `replace` and others: see `steps.ts`. */
  op: z.string(),
  urn,
  oldState: resourceState.optional(),
  newState: resourceState.optional(),
  /** Names of the inputs whose change forces the replacement. */
  replaceReasons: z.array(z.string()).nullish(),
  /** Names of the inputs that differ. */
  diffReasons: z.array(z.string()).nullish(),
  /** What differs, by its path, such as `properties.networkAcls.ipRules[1].value`. */
  detailedDiff: z.record(z.string(), z.unknown()).nullish(),
});
/** One step of the plan. */
export type Step = z.infer<typeof step>;

/** The schema of `Preview`. What the guard does not read may be anything. */
export const preview = z
  .looseObject({
    /** Every configuration value as text; secrets are blinded. */
    config: z.record(z.string(), z.string()).optional(),
    steps: z.array(step).optional(),
    diagnostics: z
      .array(
        z.looseObject({ urn: z.string().optional(), message: z.string().optional(), severity: z.string().optional() }),
      )
      .optional(),
    /** How many resources each kind of step is for, `same` included, which the steps leave out. */
    changeSummary: z.record(z.string(), z.number()).optional(),
    maybeCorrupt: z.boolean().optional(),
  })
  .refine((digest) => digest.steps !== undefined || digest.diagnostics !== undefined, {
    message: "neither steps nor diagnostics",
  });
/** A preview; it covers what the engine would do, and the configuration that it would do it with. */
export type Preview = z.infer<typeof preview>;
