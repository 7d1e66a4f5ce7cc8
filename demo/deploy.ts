import type { Workspace } from "../tools/pulumi/workspace";
import type { Story } from "./story";

/** A resource that the engine reports as made, such as ` +  azure-native:keyvault:Vault kore-byok-vault created (0.1s)`. */
const created = /^\s*\+\s+(\S+:\S+:\S+) (\S+) created/;

/** Runs `pulumi up` with its progress, then once more to show that nothing is left to change. */
export async function deploy(workspace: Workspace, story: Story): Promise<boolean> {
  const up = await workspace.run(["up", "--yes"], (line) => {
    const [, type, name] = created.exec(line) ?? [];
    if (type !== undefined && !type.startsWith("pulumi:")) {
      story.tell(`${story.colours.green("+")} ${type.padEnd(54)} ${name}`);
    }
  });
  story.check("pulumi up sets up vault, key, service principal, role and firewall", up.exitCode === 0);
  if (up.exitCode !== 0) {
    story.tell(up.stdout + up.stderr);
    return false;
  }
  const again = await workspace.run(["preview", "--refresh", "--expect-no-changes"]);
  story.check("a second look, refreshed from the cloud, finds nothing to change", again.exitCode === 0);
  return true;
}
