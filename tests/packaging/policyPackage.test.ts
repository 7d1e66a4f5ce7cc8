import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { rules } from "../../policy/rules";
import { changed, vault } from "../support/policyFixtures";
import { servePack, type ServedPack } from "../support/servedPack";

const REPOSITORY = resolve(__dirname, "../..");

/** Packs the policy pack and unpacks it as a consumer's package, with the packages beside it that it names, and no others. */
describe("the policy pack's npm package", () => {
  let folder: string;
  let installed: string;
  let pack: ServedPack;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "policy-package-"));
    const modules = join(folder, "consumer/node_modules");
    installed = join(modules, "kore-byok-azure-policy");
    cpSync(join(REPOSITORY, "policy"), join(folder, "policy"), {
      recursive: true,
      filter: (path) => !path.endsWith("node_modules"),
    });
    const run = (command: string, ...args: string[]) =>
      execFileSync(command, args, { cwd: join(folder, "policy"), stdio: "pipe" });
    run("npm", "pack", "--offline", "--pack-destination", folder);
    mkdirSync(installed, { recursive: true });
    run("tar", "-xzf", join(folder, "kore-byok-azure-policy-0.1.0.tgz"), "-C", installed, "--strip-components=1");
    const { dependencies } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
    };
    for (const name of Object.keys(dependencies)) {
      mkdirSync(dirname(join(modules, name)), { recursive: true });
      symlinkSync(join(REPOSITORY, "node_modules", name), join(modules, name), "dir");
    }
    pack = await servePack(installed);
  }, 60_000);
  afterAll(async () => {
    await pack.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("has every rule, and the profiles that the README names", async () => {
    const { policiesList } = await pack.info();

    expect(policiesList.map(({ name }) => name)).toEqual(rules.map(({ name }) => name));
    for (const profile of ["baseline", "private", "hsm"]) {
      expect(existsSync(join(installed, "profiles", `${profile}.json`))).toBe(true);
    }
  });

  it("judges", async () => {
    await pack.configure({});

    const found = await pack.analyze(changed(vault(), { "properties.enablePurgeProtection": false }));

    expect(found.map(({ policyname }) => policyname)).toContain("vault-purge-protection");
  });

  it("takes any Pulumi SDK that the policy SDK takes, so that npm brings no second one", () => {
    const dependenciesOf = (file: string) =>
      (JSON.parse(readFileSync(file, "utf8")) as { dependencies: Record<string, string> }).dependencies;

    expect(dependenciesOf(join(installed, "package.json"))["@pulumi/pulumi"]).toBe(
      dependenciesOf(join(REPOSITORY, "node_modules/@pulumi/policy/package.json"))["@pulumi/pulumi"],
    );
  });

  const misspelt = { "vault-softdelete": {}, "key-rsa-size": { minimumBit: 4096 } };
  const refused = /has no property "minimumBit"[^]*"vault-softdelete" is not a rule of this pack/;

  it("refuses unknown names in its configuration", async () => {
    await expect(pack.configure(misspelt)).rejects.toThrow(refused);
  });

  it("refuses them also where its copy of the Pulumi SDK is not the policy SDK's", async () => {
    const modules = join(folder, "two-copies/node_modules");
    const twice = join(modules, "kore-byok-azure-policy");
    mkdirSync(join(modules, "@pulumi"), { recursive: true });
    // What the two SDKs load besides, as it lies in this repository.
    for (const name of readdirSync(join(REPOSITORY, "node_modules")).filter((entry) => !/^\.|^@pulumi$/.test(entry))) {
      symlinkSync(join(REPOSITORY, "node_modules", name), join(modules, name), "dir");
    }
    for (const name of ["@pulumi/policy", "@pulumi/pulumi"]) {
      cpSync(join(REPOSITORY, "node_modules", name), join(modules, name), { recursive: true });
    }
    cpSync(installed, twice, { recursive: true });
    mkdirSync(join(twice, "node_modules/@pulumi"), { recursive: true });
    symlinkSync(join(REPOSITORY, "node_modules/@pulumi/pulumi"), join(twice, "node_modules/@pulumi/pulumi"), "dir");
    const seenFrom = (file: string) => realpathSync(createRequire(file).resolve("@pulumi/pulumi/package.json"));
    expect(seenFrom(join(twice, "index.js"))).not.toBe(seenFrom(join(modules, "@pulumi/policy/index.js")));

    const other = await servePack(twice);
    try {
      await expect(other.configure(misspelt)).rejects.toThrow(refused);
      await other.configure({});
    } finally {
      await other.stop();
    }
  }, 60_000);
});
