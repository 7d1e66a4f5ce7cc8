import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { koreByok, type Run } from "../koreByok";

const urn =
  "urn:pulumi:dev::p::kore-byok-azure:index:KoreKeyAccess$azure-native:authorization:RoleAssignment::crypto-user";

/** A stand-in for the Pulumi CLI whose preview creates Kore's role assignment; it keeps the configuration in `file`. */
const pulumi = (folder: string, file: string): string => `#!/bin/sh
file='${file}'
echo "$@" >> '${folder}/calls'
case "$1 $2" in
  "config get") sed -n 's/.*koreAccess: //p' "$file" | grep . || { echo "error: configuration key 'koreAccess' not found for stack 'dev'" >&2; exit 255; };;
  "config set") sed -i '/koreAccess/d' "$file"; echo "  kore-byok-azure:koreAccess: $4" >> "$file";;
  "config rm") sed -i '/koreAccess/d' "$file";;
  preview*) echo '{"steps":[{"op":"create","urn":"${urn}"}]}';;
esac
`;

describe("kore-byok restore, not confirmed", () => {
  let project: string;
  let tools: string;
  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), "project-"));
    tools = mkdtempSync(join(tmpdir(), "tools-"));
    for (const folder of ["stacks", "components"]) mkdirSync(join(project, folder));
  });
  afterEach(() => [project, tools].forEach((folder) => rmSync(folder, { recursive: true, force: true })));

  const revoked = "config:\n  kore-byok-azure:koreAccess: revoked\n  # Revoked on purpose.\n";
  const calls = (): string => readFileSync(join(tools, "calls"), "utf8");
  const restore = (file: string, text: string, from: string): Promise<Run> => {
    writeFileSync(join(project, file), text);
    writeFileSync(join(tools, "pulumi"), pulumi(tools, join(project, file)));
    chmodSync(join(tools, "pulumi"), 0o755);
    const environment = { PATH: [tools, "/usr/bin", "/bin"].join(delimiter) };
    return koreByok(["restore", "--stack", "contoso/dev"], { folder: join(project, from), environment });
  };

  it.each([
    ["in a subfolder", "name: p\n", "Pulumi.dev.yaml", "components"],
    ["with stackConfigDir", "stackConfigDir: stacks\n", "stacks/Pulumi.dev.yaml", "."],
  ])("keeps access revoked, and every byte: %s", async (_title, projectText, file, from) => {
    writeFileSync(join(project, "Pulumi.yaml"), projectText);

    const run = await restore(file, revoked, from);

    expect([run.exitCode, run.stderr]).toEqual([1, expect.stringContaining("Nothing was changed.")]);
    expect(readFileSync(join(project, file), "utf8")).toBe(revoked);
    expect(calls()).not.toContain("config rm");
  });

  it.each([
    ["that was there", revoked, /koreAccess: revoked/],
    ["that was not there", "config: {}\n", /^(?![^]*koreAccess)/],
  ])("puts the value back %s where the file is not found", async (_title, text, left) => {
    // A project file that this command does not read, and another file where it would look.
    writeFileSync(join(project, "Pulumi.yaml"), "{ name: p, stackConfigDir: stacks }\n");
    writeFileSync(join(project, "Pulumi.dev.yaml"), "config: {}\n");

    const run = await restore("stacks/Pulumi.dev.yaml", text, ".");

    expect(run.exitCode).toBe(1);
    expect(readFileSync(join(project, "stacks/Pulumi.dev.yaml"), "utf8")).toMatch(left);
  });
});
