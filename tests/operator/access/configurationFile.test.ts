import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configurationFile } from "../../../operator/access/configurationFile";

describe("the file of a stack's configuration", () => {
  let project: string;
  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), "project-"));
    mkdirSync(join(project, "components", "plan"), { recursive: true });
  });
  afterEach(() => rmSync(project, { recursive: true, force: true }));

  it.each([
    ["beside the project", "Pulumi.yaml", "name: p\n", ".", "dev", "Pulumi.dev.yaml"],
    ["found from a subfolder", "Pulumi.yaml", "name: p\n", "components/plan", "dev", "Pulumi.dev.yaml"],
    [
      "in stackConfigDir",
      "Pulumi.yaml",
      "name: p\nstackConfigDir: stacks # ours\n",
      ".",
      "dev",
      "stacks/Pulumi.dev.yaml",
    ],
    ["in a quoted one", "Pulumi.yaml", 'stackConfigDir: "my stacks"\n', ".", "dev", "my stacks/Pulumi.dev.yaml"],
    ["by the name of before", "Pulumi.yaml", "config: ./stacks\n", ".", "dev", "stacks/Pulumi.dev.yaml"],
    ["not by the types of config", "Pulumi.yaml", "config:\n  a:b: c\n", ".", "dev", "Pulumi.dev.yaml"],
    ["with the project's ending", "Pulumi.yml", "name: p\n", ".", "dev", "Pulumi.dev.yml"],
    ["of a stack of an organization", "Pulumi.yaml", "name: p\n", ".", "contoso/p/dev", "Pulumi.dev.yaml"],
  ])("is %s", (_title, projectFile, text, from, stack, file) => {
    writeFileSync(join(project, projectFile), text);

    expect(configurationFile(join(project, from), stack)).toBe(join(project, file));
  });

  it("is unknown where there is no project", () => {
    expect(configurationFile(project, "dev")).toBeUndefined();
  });
});
