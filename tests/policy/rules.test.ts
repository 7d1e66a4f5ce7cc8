import { readdirSync } from "node:fs";
import * as path from "node:path";
import { rules } from "../../policy/rules";

const folder = path.join(__dirname, "../../policy/rules");

/** The rules that users rely on, with their default levels and configuration. A change here breaks somebody. */
const promised: Record<string, { level: "mandatory" | "advisory"; config?: Record<string, unknown> }> = {
  "vault-purge-protection": { level: "mandatory" },
  "vault-soft-delete": { level: "mandatory", config: { minimumDays: 90 } },
  "vault-rbac": { level: "mandatory" },
  "vault-network-default-deny": { level: "mandatory" },
  "vault-public-access": { level: "advisory" },
  "vault-firewall-ranges": {
    level: "mandatory",
    config: { maximumAddresses: 131_072, maximumAddressesPerRange: 65_536 },
  },
  "vault-premium-sku": { level: "advisory" },
  "vault-protected": { level: "mandatory" },
  "key-protected": { level: "mandatory" },
  "vault-dedicated": { level: "advisory" },
  "vault-delete-lock": { level: "advisory" },
  "vault-audit-logs": { level: "advisory" },
  "key-hsm": { level: "advisory" },
  "key-rsa-size": { level: "mandatory", config: { minimumBits: 2048 } },
  "key-operations": { level: "mandatory" },
  "key-expiry": { level: "mandatory" },
  "key-rotation": { level: "advisory" },
  "role-least-privilege": { level: "mandatory", config: { allowedRoles: [] } },
  "role-scope": { level: "mandatory" },
  "role-principal-type": { level: "mandatory" },
  "private-endpoint-dns": { level: "advisory", config: { environment: undefined } },
};

describe("the rules of the pack", () => {
  it("are the promised ones, with their levels and configuration", () => {
    const present = Object.fromEntries(
      rules.map(({ name, enforcementLevel: level, configSchema }) => {
        const properties = Object.entries(configSchema?.properties ?? {});
        const config = Object.fromEntries(properties.map(([property, schema]) => [property, schema.default]));
        return [name, properties.length > 0 ? { level, config } : { level }];
      }),
    );
    expect(present).toEqual(promised);
    expect(rules).toHaveLength(Object.keys(promised).length);
  });

  it("stand one in a file, under the file's name", () => {
    const files = readdirSync(folder).map((file) => path.basename(file, ".ts"));
    expect(files.sort()).toEqual(rules.map(({ name }) => name).sort());
    for (const rule of rules) {
      const exported: unknown[] = Object.values(jest.requireActual(path.join(folder, rule.name)));
      expect(exported).toContain(rule);
    }
  });

  it("each have a test of their own", () => {
    const tests = readdirSync(path.join(__dirname, "rules"));
    expect(tests.sort()).toEqual(rules.map(({ name }) => `${name}.test.ts`).sort());
  });

  it.each(rules.map((rule) => [rule.name, rule] as const))("%s says what it is, why, and what to do", (_name, rule) => {
    expect(rule.displayName.length).toBeGreaterThan(10);
    expect(rule.description).toMatch(/^[A-Z].{30,}\.$/);
    expect(rule.remediationSteps).toMatch(/^[A-Z].{30,}\.$/s);
    expect(["low", "medium", "high", "critical"]).toContain(rule.severity);
    expect(rule.url).toMatch(/^https:\/\/(learn\.microsoft\.com\/azure|www\.pulumi\.com\/docs)\//);
    expect(rule.tags).toEqual(expect.arrayContaining(["azure", "key-vault", ...rule.topics]));
    for (const schema of Object.values(rule.configSchema?.properties ?? {})) {
      expect(schema.description).toMatch(/\.$/);
    }
  });

  it("carry the ids of other rule sets as framework and tags", () => {
    const purge = rules.find(({ name }) => name === "vault-purge-protection")!;
    expect(purge.framework).toEqual({
      name: "CIS Microsoft Azure Foundations Benchmark",
      version: "5.0.0",
      reference: "8.3.5",
      specification: purge.displayName,
    });
    expect(purge.tags).toEqual([
      "azure",
      "key-vault",
      "vault",
      "cis-azure-v3:3.3.5",
      "cis-azure-v4:9.3.5",
      "cis-azure-v5:8.3.5",
      "landingZones:KvPurgeProtection",
      "psrule:Azure.KeyVault.PurgeProtect",
      "checkov:CKV_AZURE_110",
      "checkov:CKV_AZURE_42",
      "trivy:AZU-0016",
      "kics:cec6e005-9309-46eb-b34b-456f6eae818b",
    ]);
    const logs = rules.find(({ name }) => name === "vault-audit-logs")!;
    expect(logs.framework).toMatchObject({ version: "3.0.0", reference: "6.1.4" });
  });
});

describe("the sources of the pack", () => {
  it("import nothing from outside of policy/ but the packages it depends on", () => {
    const root = path.join(__dirname, "../../policy");
    const { dependencies } = jest.requireActual<{ dependencies: object }>(path.join(root, "package.json"));
    const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
      (file) => file.endsWith(".ts") && !file.includes("node_modules"),
    );
    expect(files.length).toBeGreaterThan(rules.length);
    for (const file of files) {
      const text = jest.requireActual<typeof import("node:fs")>("node:fs").readFileSync(path.join(root, file), "utf8");
      for (const [, source = ""] of text.matchAll(/(?:from|import|require\()\s*"([^"]+)"/g)) {
        if (source.startsWith(".")) {
          const resolved = path.relative(root, path.resolve(root, path.dirname(file), source));
          expect([file, resolved]).toEqual([file, expect.not.stringMatching(/^\.\./)]);
        } else if (!source.startsWith("node:")) {
          expect([
            file,
            Object.keys(dependencies).some((name) => source === name || source.startsWith(`${name}/`)),
          ]).toEqual([file, true]);
        }
      }
    }
  });

  it("pin the versions that the repository is tested with, but for the Pulumi SDK, which is the project's", () => {
    const read = (file: string): { dependencies: Record<string, string>; devDependencies?: Record<string, string> } =>
      jest.requireActual(path.join(__dirname, "../..", file));
    const root = read("package.json");
    const tested = { ...root.dependencies, ...root.devDependencies };
    const { "@pulumi/pulumi": range, ...pinned } = read("policy/package.json").dependencies;
    const [major, least] = /^\^(\d+)\.(\d+)\.0$/.exec(range!)!.slice(1).map(Number);
    const [testedMajor, testedMinor] = tested["@pulumi/pulumi"]!.split(".").map(Number);
    expect(testedMajor).toBe(major);
    expect(testedMinor).toBeGreaterThanOrEqual(least!);
    for (const [name, version] of Object.entries(pinned)) {
      expect([name, version]).toEqual([name, tested[name]]);
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });
});
