import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
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
});
