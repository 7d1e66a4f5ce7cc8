import { judgePlan } from "../operator/guard/judgePlan";
import { preview } from "../operator/guard/preview";
import { printMarkdown } from "../operator/guard/print/markdown";
import type { Workspace } from "../tools/pulumi/workspace";
import type { Story } from "./story";

/** Previews the change and prints what `kore-byok guard --markdown` says of it: the comment on a pull request. */
export async function guardsComment(workspace: Workspace, story: Story): Promise<void> {
  const { stdout } = await workspace.run(["preview", "--json", "--show-sames"]);
  const verdict = judgePlan(preview.parse(JSON.parse(stdout)), { now: new Date() });
  story.tell("The pull request gets this comment from kore-byok guard:");
  for (const line of printMarkdown(verdict, undefined).trimEnd().split("\n")) {
    story.tell(story.colours.dim(`│ ${line}`));
  }
  story.check(
    "the guard calls the plan dangerous, and says that the key would be replaced",
    verdict.outcome === "dangerous" && verdict.findings.some(({ rule }) => rule === "key-renamed"),
  );
}
