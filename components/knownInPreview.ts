import * as pulumi from "@pulumi/pulumi";

/**
 * What Azure returns; in a preview, where a resource that is to be made or changed hides it, what it will be. For
 * outputs of a stack only: an input fed with the planned value could not tell a vault that is there from one that is not.
 */
export function knownInPreview<T>(returned: pulumi.Output<T>, planned: pulumi.Input<T>): pulumi.Output<T> {
  return pulumi.runtime.isDryRun() ? (pulumi.output(planned) as pulumi.Output<T>) : returned;
}
