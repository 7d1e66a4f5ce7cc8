/** What `pulumi stack export` prints (pulumi/pulumi, UntypedDeployment and DeploymentV3). */
import { z } from "zod";
import { resourceState } from "./preview";

/** The schema of `StackExport`. What the guard does not read may be anything. */
export const stackExport = z.looseObject({
  /** 3, or 4 if the stack uses a newer feature, such as resource hooks. */
  version: z.literal([3, 4]),
  deployment: z.looseObject({
    /** Absent if the stack is empty. */
    resources: z.array(resourceState).optional(),
    /** What an update began and did not end. */
    pending_operations: z.array(z.looseObject({ resource: resourceState, type: z.string() })).nullish(),
  }),
});
/** A stack's state. */
export type StackExport = z.infer<typeof stackExport>;
