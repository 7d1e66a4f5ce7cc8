/** Resources that the preview leaves out because nothing about them changes but, perhaps, Pulumi's own options. */
import type { RawFinding } from "../finding";
import { notShown, type Plan } from "../plan";

/** Reports `unchanged-not-shown`. */
export function unshownResources(plan: Plan): RawFinding[] {
  const count = notShown(plan);
  if (count === 0) return [];
  return [
    {
      rule: "unchanged-not-shown",
      level: "note",
      title: `The preview leaves out ${count === 1 ? "one resource that does" : `${count} resources that do`} not change`,
      effect:
        "Their options were not judged: a resource is unchanged to Pulumi, and left out, even if its retainOnDelete is removed.",
      fix: "Make the preview with `pulumi preview --json --show-sames`.",
    },
  ];
}
