/** What `pulumi stack export` prints (pulumi/pulumi, UntypedDeployment and DeploymentV3). */
import { z } from "zod";
import { resourceState } from "./preview";

export const stackExport = z.looseObject({
  /** 3, or 4 where the stack uses a newer feature, such as resource hooks. */
  version: z.literal([3, 4]),
  deployment: z.looseObject({
    /** Absent where the stack holds nothing. */
    resources: z.array(resourceState).optional(),
    /** What an update began and did not end. */
    pending_operations: z.array(z.looseObject({ resource: resourceState, type: z.string() })).nullish(),
  }),
});
/** A stack's state. */
export type StackExport = z.infer<typeof stackExport>;
