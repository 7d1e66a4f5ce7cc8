import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import ts from "typescript";
import { findEngine } from "../../tools/pulumi/findEngine";
import { pulumiEnvironment, runPulumi } from "../../tools/pulumi/pulumi";

const components = resolve(__dirname, "../../components");
const files: Record<string, string> = {
  ByokKey: "byokKey.ts",
  ByokVault: "byokVault.ts",
  KoreByok: "koreByokArgs.ts",
  KoreKeyAccess: "koreKeyAccess.ts",
  KoreServicePrincipal: "koreServicePrincipal.ts",
  VaultMonitoring: "vaultMonitoring.ts",
  VaultPrivateEndpoint: "vaultPrivateEndpoint.ts",
};

interface Schema {
  resources: Record<
    string,
    { inputProperties: Record<string, { description?: string }>; requiredInputs?: string[]; properties: object }
  >;
  types: Record<string, { properties?: object }>;
}

/** The arguments as the source declares them, and which of them are required. */
function declaredArgs(component: string): { all: string[]; required: string[] } {
  const path = join(components, files[component]!);
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  const declaration = source.statements
    .filter(ts.isInterfaceDeclaration)
    .find((s) => s.name.text === `${component}Args`);
  const members = declaration!.members.filter(ts.isPropertySignature);
  const names = (of: readonly ts.PropertySignature[]) => of.map((member) => member.name.getText()).sort();
  return { all: names(members), required: names(members.filter((member) => member.questionToken === undefined)) };
}

describe("the plugin's schema", () => {
  let home: string;
  let schema: Schema;
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), "plugin-schema-"));
    const env = pulumiEnvironment(await findEngine(), { PULUMI_HOME: home, PULUMI_BACKEND_URL: `file://${home}` });
    const { exitCode, stdout, stderr } = await runPulumi(["package", "get-schema", components], { cwd: home, env });
    if (exitCode !== 0) throw new Error(stderr);
    schema = JSON.parse(stdout) as Schema;
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it("has every component", () => {
    expect(Object.keys(schema.resources).sort()).toEqual(
      Object.keys(files).map((component) => `kore-byok-azure:index:${component}`),
    );
  });

  it.each(Object.keys(files))("has every argument of %s with its description", (component) => {
    const { inputProperties, requiredInputs = [] } = schema.resources[`kore-byok-azure:index:${component}`]!;
    const { all, required } = declaredArgs(component);
    expect(Object.keys(inputProperties).sort()).toEqual(all);
    expect([...requiredInputs].sort()).toEqual(required);
    expect(Object.values(inputProperties).filter(({ description }) => !description)).toEqual([]);
  });

  it("has the hand-off, part by part", () => {
    expect(schema.resources["kore-byok-azure:index:KoreByok"]!.properties).toMatchObject({
      handoff: { $ref: "#/types/kore-byok-azure:index:Handoff" },
    });
    expect(Object.keys(schema.types["kore-byok-azure:index:Handoff"]!.properties!).sort()).toEqual(
      ["authorize", "console", "formatVersion", "networkAccess", "product", "shareWithKore"].sort(),
    );
  });
});
