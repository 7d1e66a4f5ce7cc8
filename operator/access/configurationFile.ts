/** Where Pulumi keeps a stack's configuration. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";

/**
 * The file of a stack's configuration, whether or not it exists: beside the nearest project file upwards, or in its
 * `stackConfigDir` (pulumi/pulumi, sdk/go/common/workspace/paths.go).
 *
 * @param folder where `pulumi` runs
 * @param stack `stack`, `organization/stack` or `organization/project/stack`
 * @returns undefined if no project is found
 */
export function configurationFile(folder: string, stack: string): string | undefined {
  const project = projectFile(resolve(folder));
  if (project === undefined) return undefined;
  // `config` is the key's former name. Only the text is searched: the command does not depend on a YAML reader.
  const [, directory = "."] =
    /^(?:stackConfigDir|config):[ \t]*["']?([^\s"'{#][^"'#\n]*?)["']?[ \t]*(?:#.*)?$/m.exec(
      readFileSync(project, "utf8"),
    ) ?? [];
  return join(dirname(project), directory, `Pulumi.${stack.split("/").at(-1)}${extname(project)}`);
}

/** `Pulumi.yaml`, in the folder or in the nearest above it. */
function projectFile(folder: string): string | undefined {
  const found = ["yaml", "yml", "json"].map((ending) => join(folder, `Pulumi.${ending}`)).find(existsSync);
  if (found !== undefined) return found;
  return dirname(folder) === folder ? undefined : projectFile(dirname(folder));
}
