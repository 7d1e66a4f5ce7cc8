import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { koreByok, type Run } from "../koreByok";
import { type OperatedVault, startOperatedVault } from "../operatedVault";

const urn = "urn:pulumi:dev::p::kore-byok-azure:index:KoreKeyAccess$azure-native:authorization:RoleAssignment::r";
const removal = { steps: [{ op: "delete", urn }] };

/** A stand-in for the Pulumi CLI: it keeps the configuration, and its first updates fail with what is in `up-errors`. */
const pulumi = `#!/bin/sh
echo "$@" >> calls
case "$1 $2" in
  "config get") sed -n 's/.*koreAccess: //p' Pulumi.dev.yaml | grep . || { echo "error: configuration key 'koreAccess' not found for stack 'dev'" >&2; exit 255; };;
  "config set") sed -i '/koreAccess/d' Pulumi.dev.yaml; echo "  kore-byok-azure:koreAccess: $4" >> Pulumi.dev.yaml;;
  preview*) cat preview.json;;
  up*) read -r error < up-errors && { sed -i 1d up-errors; echo "error: $error"; exit 255; }; exit 0;;
  "stack output") cat outputs.json;;
esac
`;

describe("the update of kore-byok revoke and restore", () => {
  let vault: OperatedVault;
  let folder: string;
  beforeAll(async () => {
    vault = await startOperatedVault();
  });
  afterAll(() => vault.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "update-"));
    write("Pulumi.yaml", "name: p\n");
    write("pulumi", pulumi);
    chmodSync(join(folder, "pulumi"), 0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  const read = (name: string): string => readFileSync(join(folder, name), "utf8");
  const updates = (): string[] =>
    read("calls")
      .split("\n")
      .filter((call) => call.startsWith("up "));
  const run = (command: string, configuration: string, preview: object, ...upErrors: string[]): Promise<Run> => {
    write("Pulumi.dev.yaml", configuration);
    write("preview.json", JSON.stringify(preview));
    write("up-errors", upErrors.map((error) => `${error}\n`).join(""));
    write("outputs.json", JSON.stringify({ ...vault.stackOutputs(), roleAssignmentIds: [vault.roleAssignmentId] }));
    const environment = {
      ...vault.as("login"),
      HOME: folder,
      PATH: [folder, "/usr/bin", "/bin"].join(delimiter),
      NODE_OPTIONS: `--require ${join(__dirname, "hasty.js")}`,
    };
    return koreByok([command, "--yes", "--stack", "dev"], { folder, environment });
  };

  const keySize = "config:\n  # Kept as it stands.\n  kore-byok-azure:keySize: 2048\n";
  it.each([
    ["not set, which is the default", keySize],
    ["set", `config:\n  kore-byok-azure:koreAccess: active\n  # Kept as it stands.\n`],
  ])("is left out where nothing changes and the value is %s", async (_title, configuration) => {
    const { exitCode, stdout, stderr } = await run("restore", configuration, { steps: [] });

    expect([exitCode, updates(), read("Pulumi.dev.yaml")]).toEqual([0, [], configuration]);
    expect(stderr).toContain("nothing to change");
    expect(stdout).toContain("Proven: Kore's principal");
  });

  it("is made where the configuration alone has to change", async () => {
    const { exitCode } = await run("restore", "config:\n  kore-byok-azure:koreAccess: revoked\n", { steps: [] });

    expect([exitCode, updates().length]).toEqual([0, 1]);
    expect(read("Pulumi.dev.yaml")).toContain("koreAccess: active");
  });

  it("does not print the stack's outputs", async () => {
    await run("revoke", keySize, removal);

    expect(updates()).toEqual([expect.stringContaining("--suppress-outputs")]);
  });

  it("is made once more where Azure does not know yet that the lock is gone", async () => {
    const { stderr } = await run("revoke", keySize, removal, 'Status=409 Code="ScopeLocked"');

    expect(updates()).toHaveLength(2);
    expect(stderr).toContain("(ScopeLocked). Running the update once more in 10 s.");
    expect(stderr).not.toContain("`pulumi up` ended with");
  });

  it.each([
    ["another error", ["Status=403"], 1],
    ["the same one again", ["ScopeLocked", "ScopeLocked", "ScopeLocked"], 2],
  ])("fails with %s", async (_title, errors, count) => {
    const { exitCode, stderr } = await run("revoke", keySize, removal, ...errors);

    expect([exitCode, updates().length]).toEqual([1, count]);
    expect(stderr).toContain("`pulumi up` ended with 255. The configuration now has koreAccess revoked");
  });
});
