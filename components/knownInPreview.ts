import * as pulumi from "@pulumi/pulumi";

/**
 * What Azure returns; in a preview, where a resource that is to be made or changed hides it, what it will be. So the
 * first preview of a stack shows its outputs, and a policy sees names.
 */
export function knownInPreview<T>(returned: pulumi.Output<T>, planned: pulumi.Input<T>): pulumi.Output<T> {
  return pulumi.runtime.isDryRun() ? (pulumi.output(planned) as pulumi.Output<T>) : returned;
}
