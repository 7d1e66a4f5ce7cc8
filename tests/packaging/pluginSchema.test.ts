import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import ts from "typescript";
import { parse } from "yaml";
import { koreByokArguments } from "../../components/plan/componentArguments";
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

/** A property as a schema declares it. */
interface Property {
  description?: string;
  type?: string;
  /** In place of a type: one of the schema's own. */
  $ref?: string;
  items?: Property;
  /** Whether it must be known before anything is made. */
  plain?: boolean;
}

interface Schema {
  resources: Record<
    string,
    {
      inputProperties: Record<string, Property>;
      requiredInputs?: string[];
      properties: Record<string, Property>;
    }
  >;
  types: Record<string, { type: string; properties?: object; enum?: { value: unknown }[] }>;
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

/** A program in Pulumi YAML. */
interface YamlProgram {
  packages: Record<string, string>;
  config: Record<string, { type: string; items?: Property }>;
  resources: Record<string, { type: string; properties: Record<string, unknown> }>;
  outputs: Record<string, string>;
}

/** How an argument that the schema declares fits a value in Pulumi YAML, as `declared: given`; `${name}` is configuration. */
function fit({ types }: Schema, property: Property | undefined, value: unknown, { config }: YamlProgram): string {
  const named = types[property?.$ref?.replace("#/types/", "") ?? ""];
  const [, name] = /^\$\{(\w+)\}$/.exec(String(value)) ?? [];
  if (named?.enum !== undefined) {
    return `${named.enum.some((one) => one.value === value) ? "one of" : "none of"} ${named.type}: ${typeof value}`;
  }
  const nameOf = ({ type, items }: Property) => (items === undefined ? String(type) : `${type} of ${items.type}`);
  return `${nameOf(property ?? {})}: ${name === undefined ? typeof value : nameOf(config[name]!)}`;
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

  it("lets an argument that decides nothing of what is made come from another resource", () => {
    const { inputProperties } = schema.resources["kore-byok-azure:index:KoreByok"]!;
    const late = Object.keys(inputProperties).filter((name) => inputProperties[name]!.plain !== true);
    const types: Record<string, { mayBeOutput: unknown }> = koreByokArguments;
    expect(late.sort()).toEqual(
      Object.keys(types)
        .filter((name) => types[name]!.mayBeOutput === true)
        .sort(),
    );
  });

  it("has the hand-off, part by part", () => {
    expect(schema.resources["kore-byok-azure:index:KoreByok"]!.properties).toMatchObject({
      handoff: { $ref: "#/types/kore-byok-azure:index:Handoff" },
    });
    expect(Object.keys(schema.types["kore-byok-azure:index:Handoff"]!.properties!).sort()).toEqual(
      ["authorize", "console", "formatVersion", "networkAccess", "product", "shareWithKore"].sort(),
    );
  });

  describe("and the program in Pulumi YAML", () => {
    const folder = resolve(components, "../examples/yaml");
    const program = parse(readFileSync(join(folder, "Pulumi.yaml"), "utf8")) as YamlProgram;
    const [[name, { type, properties }]] = Object.entries(program.resources) as [[string, YamlProgram["resources"][0]]];

    it("agree on the plugin and the type", () => {
      expect(resolve(folder, program.packages["kore-byok-azure"]!)).toBe(components);
      expect(Object.keys(schema.resources)).toContain(type);
    });

    it("agree on every argument, and on what is required", () => {
      const { inputProperties, requiredInputs } = schema.resources[type]!;
      expect(
        Object.entries(properties).map(([key, value]) => [key, fit(schema, inputProperties[key], value, program)]),
      ).toEqual([
        ["koreClientId", "string: string"],
        ["location", "string: string"],
        ["vaultName", "string: string"],
        ["networkMode", "one of string: string"],
        ["koreIpRanges", "array of string: array of string"],
        ["keySize", "number: number"],
        ["deleteLock", "boolean: boolean"],
        ["tags", "object: object"],
      ]);
      expect(Object.keys(properties)).toEqual(expect.arrayContaining(requiredInputs!));
    });

    it("agree on every output", () => {
      const read = Object.values(program.outputs).map((output) => /^\$\{(\w+)\.(\w+)\}$/.exec(output)!.slice(1));
      for (const [resource, property] of read) {
        expect([resource, Object.keys(schema.resources[type]!.properties)]).toEqual([
          name,
          expect.arrayContaining([property]),
        ]);
      }
    });
  });
});
