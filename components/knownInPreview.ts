import * as pulumi from "@pulumi/pulumi";

/** What the SDK's outputs have besides what its types show. */
interface OutputWithInternals<T> {
  isKnown: Promise<boolean>;
  promise(): Promise<T>;
  apply<U>(func: () => Promise<U | typeof pulumi.unknown>, runWithUnknowns: boolean): pulumi.Output<U>;
}

/**
 * What Azure returns; in a preview that does not know it, since the resource is to be created or changed, what it will be.
 * So the first preview of a stack shows its outputs, and a policy sees names.
 *
 * Either way it depends on what `returned` depends on, and on nothing else: `pulumi up --plan` refuses an update in which
 * a resource depends on more or less than in the preview.
 */
export function knownInPreview<T>(returned: pulumi.Output<T>, planned: pulumi.Input<T>): pulumi.Output<T> {
  if (!pulumi.runtime.isDryRun()) {
    return returned;
  }
  const plan = pulumi.output(planned) as pulumi.Output<T>;
  return internalsOf(returned).apply<T>(async () => {
    // Azure's own spelling comes first: an ID in another case would show as a change. What a preview hides is unknown, or
    // missing from an object that is known otherwise.
    const shown = await shownBy(returned);
    if (shown.known && shown.value !== undefined) {
      return shown.value;
    }
    const shownPlan = await shownBy(plan);
    return shownPlan.known ? shownPlan.value : pulumi.unknown;
  }, true);
}

/**
 * A name or an ID as it was asked for, not as Azure returns it: Azure may return it in another case from one day to the next,
 * and what is made from it, such as the scope of a role assignment, would have to be replaced.
 *
 * Like `knownInPreview` it is known in a preview, and depends on what `returned` depends on alone.
 */
export function spelledAsPlanned<T>(returned: pulumi.Output<T>, planned: pulumi.Input<T>): pulumi.Output<T> {
  const plan = pulumi.output(planned) as pulumi.Output<T>;
  return internalsOf(returned).apply<T>(async () => {
    const shown = await shownBy(returned);
    // An update that does not know what Azure returned leaves the resource out, with --target.
    const shownPlan = shown.known || pulumi.runtime.isDryRun() ? await shownBy(plan) : shown;
    if (shownPlan.known) {
      return shownPlan.value;
    }
    return shown.known ? shown.value : pulumi.unknown;
  }, true);
}

/** What a run knows of an output, once it is settled. Asking adds no dependency on it. */
export async function shownBy<T>(output: pulumi.Output<T>): Promise<{ known: true; value: T } | { known: false }> {
  const internals = internalsOf(output);
  return (await internals.isKnown) ? { known: true, value: await internals.promise() } : { known: false };
}

function internalsOf<T>(output: pulumi.Output<T>): OutputWithInternals<T> {
  return output as unknown as OutputWithInternals<T>;
}
