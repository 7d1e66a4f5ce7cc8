import type { Simulation } from "../simulator/simulation";
import type { Workspace } from "../tools/pulumi/workspace";
import { guardsComment } from "./guardsComment";
import type { Story } from "./story";

/**
 * Renames the key in the configuration. Shows what a reviewer would read of it, that `pulumi up` is stopped all the same,
 * and that the key is as it was.
 */
export async function carelessRename(
  simulation: Simulation,
  workspace: Workspace,
  outputs: Record<string, unknown>,
  story: Story,
): Promise<void> {
  const { azure } = simulation;
  const vaultId = outputs["vaultId"] as string;
  const keyName = outputs["keyName"] as string;
  const before = azure.keys.get(vaultId, keyName);
  const operationsBefore = azure.log.entries.length;

  workspace.configure({ "kore-byok-azure:keyName": "kore-byok-renamed" });
  await guardsComment(simulation, workspace, story);
  const up = await workspace.run(["up", "--yes"]);
  // The engine tells it resource by resource on the way, and whole among its diagnostics.
  const [, diagnostics = ""] = up.stdout.split("Diagnostics:");
  const reason = /unable to replace resource[\s\S]*?marked for protection/.exec(diagnostics)?.[0].replace(/\s+/g, " ");
  story.tell(`pulumi up: ${reason ?? up.stdout + up.stderr}`);
  story.check("pulumi up refuses to rename the key", up.exitCode !== 0 && reason !== undefined);

  const after = azure.keys.get(vaultId, keyName);
  const changes = azure.log.entries.slice(operationsBefore).filter(({ action }) => !action.startsWith("GET "));
  story.check(
    "nothing is lost: the key has its version and is enabled, and no call changed anything",
    changes.length === 0 &&
      after.versions.at(-1)?.version === before.versions.at(-1)?.version &&
      after.versions.every(({ enabled }) => enabled),
  );
  workspace.configure({ "kore-byok-azure:keyName": undefined });
}
