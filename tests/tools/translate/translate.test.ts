import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const repository = join(__dirname, "../../..");
const source = 'import { a } from "./a";\nexport const b: number = a?.c ?? 1;\n';

interface Translation {
  code: string;
  sourceMap: { mappings: string };
}

describe("translate", () => {
  let folder: string;
  let translations: string[];
  const cache = () => join(folder, "node_modules/.cache/kore-byok-azure");
  const installSucrase = (version: string) =>
    writeFileSync(join(folder, "node_modules/sucrase/package.json"), JSON.stringify({ version }));
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "translate-"));
    translations = [];
    Object.assign(globalThis, { translations });
    copyFileSync(join(repository, "tools/translate/translate.js"), join(folder, "translate.js"));
    // Sucrase, which says when it is asked.
    mkdirSync(join(folder, "node_modules/sucrase"), { recursive: true });
    installSucrase("3.0.0");
    writeFileSync(
      join(folder, "node_modules/sucrase/index.js"),
      `const { transform } = require(${JSON.stringify(join(repository, "node_modules/sucrase"))});
      exports.transform = (source, options) => (globalThis.translations.push(options.filePath), transform(source, options));`,
    );
    symlinkSync(join(repository, "node_modules/write-file-atomic"), join(folder, "node_modules/write-file-atomic"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** In a process that has translated nothing yet. */
  function translate(text = source, file = "/project/b.ts"): Translation {
    let translation: Translation | undefined;
    jest.isolateModules(() => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const module = require(join(folder, "translate.js")) as { translate(source: string, file: string): Translation };
      translation = module.translate(text, file);
    });
    return translation!;
  }

  it("takes the types off and no more, each line where it was", () => {
    const { code, sourceMap } = translate();

    expect(code.split("\n")).toEqual([
      expect.stringMatching(/^"use strict";.*var _a = require\('\.\/a'\);$/),
      " const b = _a.a?.c ?? 1; exports.b = b;",
      "",
    ]);
    expect(sourceMap.mappings).not.toBe("");
  });

  it("does not ask Sucrase twice, wherever the file lies", () => {
    const first = translate();

    expect([translate(), translate(source, "/elsewhere/c.ts")]).toEqual([first, first]);
    expect(translations).toEqual(["/project/b.ts"]);
  });

  it.each<[string, () => unknown]>([
    ["the source", () => translate(`${source}b;`)],
    ["Sucrase", () => (installSucrase("4.0.0"), translate())],
  ])("translates anew where %s is another", (_what, again) => {
    translate();
    again();

    expect(translations).toHaveLength(2);
  });

  it.each(['{"code":"', "{}", "null"])("translates anew where an entry is %s, and mends it", (entry) => {
    const first = translate();
    writeFileSync(join(cache(), readdirSync(cache())[0]!), entry);

    expect([translate(), translate()]).toEqual([first, first]);
    expect(translations).toHaveLength(2);
  });

  it("does without a cache where none can be written", () => {
    mkdirSync(dirname(cache()));
    writeFileSync(cache(), "a file in the folder's place");

    expect(translate().code).toContain("require('./a')");
  });

  it("names the file and the place of what is no TypeScript, each time", () => {
    for (let time = 0; time < 2; time++) {
      expect(() => translate("const = 1;")).toThrow("Error transforming /project/b.ts: Unexpected token (1:7)");
    }
  });
});
