import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulation } from "../simulator/simulation";
import type { Workspace } from "../tools/pulumi/workspace";
import { operatorCommand } from "./operatorCommand";
import type { Story } from "./story";

/** Previews the change and prints what `kore-byok guard --markdown` says of it: the comment on a pull request. */
export async function guardsComment(simulation: Simulation, workspace: Workspace, story: Story): Promise<void> {
  const { stdout } = await workspace.run(["preview", "--json", "--show-sames"]);
  writeFileSync(join(workspace.folder, "preview.json"), stdout);
  story.tell("The pull request gets this comment:");
  const asked = ["guard", "preview.json", "--markdown"];
  const comment = (line: string): string => story.colours.dim(`│ ${line}`);
  const { exitCode, stdout: said } = await operatorCommand(
    asked,
    { login: {} },
    { simulation, workspace, story },
    comment,
  );
  story.check(
    "the guard calls the plan dangerous, and says that the key would be replaced",
    exitCode === 1 && said.includes('would replace the key "kore-byok"'),
  );
}
