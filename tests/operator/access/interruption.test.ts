import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const entry = resolve(__dirname, "../../../operator/bin.js");

/** A stand-in for the Pulumi CLI that writes the configuration as `config set` does, and takes its time for a preview. */
const script = `#!/bin/sh
echo "$1" >> calls
case "$1 $2" in
  "config get") echo "error: configuration key 'koreAccess' not found for stack 'dev'" >&2; exit 255;;
  "config set") echo "  kore-byok-azure:koreAccess: revoked" >> Pulumi.dev.yaml;;
  preview*) sleep 2; [ -e failing ] && { echo "error: preview canceled" >&2; exit 255; }; echo '{"steps":[{"op":"delete","urn":"urn:pulumi:dev::p::kore-byok-azure:index:KoreKeyAccess$azure-native:authorization:RoleAssignment::r"}]}';;
esac
`;

describe("kore-byok revoke, interrupted", () => {
  let folder: string;
  const configuration = "config:\n  # Kept as it stands.\n  kore-byok-azure:keySize: 2048\n";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "interrupted-"));
    writeFileSync(join(folder, "Pulumi.yaml"), "name: p\n");
    writeFileSync(join(folder, "Pulumi.dev.yaml"), configuration);
    writeFileSync(join(folder, "pulumi"), script);
    chmodSync(join(folder, "pulumi"), 0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ["SIGINT", "ends well"],
    ["SIGTERM", "ends well"],
    // As on a terminal, where it gets the signal too.
    ["SIGINT", "fails"],
  ] as const)(
    "%s in the preview, which then %s, leaves the configuration as it was, and updates nothing",
    async (signal, end) => {
      if (end === "fails") writeFileSync(join(folder, "failing"), "");
      const child = spawn(process.execPath, [entry, "revoke", "--yes", "--stack", "contoso/dev"], {
        cwd: folder,
        env: { ...process.env, PATH: [folder, "/usr/bin", "/bin"].join(delimiter) },
        stdio: ["ignore", "ignore", "pipe"],
      });
      let said = "";
      child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
      const ended = new Promise<number | null>((done) => child.once("close", done));
      const calls = (): string =>
        existsSync(join(folder, "calls")) ? readFileSync(join(folder, "calls"), "utf8") : "";
      while (!calls().includes("preview")) await sleep(50);
      child.kill(signal);

      expect(await ended).toBe(1);
      expect(said).toContain("Interrupted. Nothing was changed.");
      expect(said).not.toContain("The preview failed");
      expect(readFileSync(join(folder, "Pulumi.dev.yaml"), "utf8")).toBe(configuration);
      expect(calls()).not.toContain("up");
    },
  );
});
