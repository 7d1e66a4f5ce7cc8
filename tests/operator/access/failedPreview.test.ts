import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { koreByok } from "../koreByok";

const configuration = "config:\n  # Kept as it stands.\n  kore-byok-azure:keySize: 2048\n";

/** A stand-in for the Pulumi CLI that sets the configuration, and whose preview fails before it begins. */
const pulumi = `#!/bin/sh
case "$1 $2" in
  "config get") echo "error: configuration key 'koreAccess' not found for stack 'dev'" >&2; exit 255;;
  "config set") echo "  kore-byok-azure:koreAccess: revoked" >> Pulumi.dev.yaml;;
  preview*) echo "error: passphrase must be set with PULUMI_CONFIG_PASSPHRASE" >&2; exit 255;;
esac
`;

it("kore-byok revoke tells why a preview without any JSON failed, and puts the configuration back", async () => {
  const folder = mkdtempSync(join(tmpdir(), "failed-preview-"));
  try {
    writeFileSync(join(folder, "Pulumi.yaml"), "name: p\n");
    writeFileSync(join(folder, "Pulumi.dev.yaml"), configuration);
    writeFileSync(join(folder, "pulumi"), pulumi);
    chmodSync(join(folder, "pulumi"), 0o755);
    const environment = { PATH: [folder, "/usr/bin", "/bin"].join(delimiter) };

    const run = await koreByok(["revoke", "--yes", "--stack", "contoso/dev"], { folder, environment });

    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain("The preview failed. Nothing was changed.");
    expect(run.stderr).toContain("passphrase must be set with PULUMI_CONFIG_PASSPHRASE");
    expect(readFileSync(join(folder, "Pulumi.dev.yaml"), "utf8")).toBe(configuration);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
