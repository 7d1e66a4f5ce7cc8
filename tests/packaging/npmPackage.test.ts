import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const REPOSITORY = resolve(__dirname, "../..");

/** Packs a copy, so that no compiled file comes to lie beside the sources, and unpacks it as a consumer's package. */
describe("the npm package", () => {
  let folder: string;
  let consumer: string;
  const run = (command: string, args: string[], cwd: string) =>
    execFileSync(command, args, { cwd, encoding: "utf8", stdio: "pipe" });

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "npm-package-"));
    consumer = join(folder, "consumer");
    const unpacked = join(consumer, "node_modules/kore-byok-azure");
    cpSync(join(REPOSITORY, "components"), join(folder, "components"), {
      recursive: true,
      filter: (path) => !/[/\\](node_modules|dist)$/.test(path),
    });
    symlinkSync(join(REPOSITORY, "node_modules"), join(folder, "node_modules"), "dir");
    run("npm", ["pack", "--offline", "--pack-destination", folder], join(folder, "components"));
    mkdirSync(unpacked, { recursive: true });
    run("tar", ["-xzf", join(folder, "kore-byok-azure-0.1.0.tgz"), "-C", unpacked, "--strip-components=1"], folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("gives the components to require", () => {
    const script = `
      const { ComponentResource } = require("@pulumi/pulumi");
      const components = Object.entries(require("kore-byok-azure"))
        .filter(([, value]) => value.prototype instanceof ComponentResource)
        .map(([name]) => name);
      console.log(require.resolve("kore-byok-azure"), components.sort().join(","));`;
    const [entry, components] = run(process.execPath, ["-e", script], consumer).trim().split(" ");
    expect(entry).toMatch(/consumer\/node_modules\/kore-byok-azure\/dist\/index\.js$/);
    expect(components).toBe(
      "ByokKey,ByokVault,KoreByok,KoreKeyAccess,KoreServicePrincipal,VaultMonitoring,VaultPrivateEndpoint",
    );
  });

  it("holds what runs, its licence and its README, and nothing else", () => {
    const unpacked = join(consumer, "node_modules/kore-byok-azure");
    expect(readdirSync(unpacked).sort()).toEqual(["LICENSE", "README.md", "dist", "package.json"]);
    expect(readFileSync(join(unpacked, "LICENSE"), "utf8")).toBe(readFileSync(join(REPOSITORY, "LICENSE"), "utf8"));
  });

  it("has types that the examples are written in", () => {
    const tsc = join(REPOSITORY, "node_modules/typescript/bin/tsc");
    const examples = ["typescript", "components"].flatMap((name) => {
      cpSync(join(REPOSITORY, "examples", name), join(consumer, name), { recursive: true });
      return readdirSync(join(consumer, name))
        .filter((file) => file.endsWith(".ts"))
        .map((file) => join(name, file));
    });
    expect(examples).toContain(join("components", "koreByok.ts"));
    const options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "node16", "--types", "node", ...examples];
    expect(run(process.execPath, [tsc, ...options], consumer)).toBe("");
  });
});
