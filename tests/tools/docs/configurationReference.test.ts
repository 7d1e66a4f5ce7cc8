import { readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { keys, unset } from "../../../settings";
import { configurationExamples } from "../../../tools/docs/configurationExamples";
import { configurationReference, exampleOf } from "../../../tools/docs/configurationReference";
import { read, refusal, warnings } from "../../support/stackConfiguration";

type Key = keyof typeof keys;

const { config } = parse(readFileSync(path.join(__dirname, "../../../Pulumi.yaml"), "utf8")) as {
  config: Record<Key, { type: string; description: string; default: unknown }>;
};
const page = configurationReference();
/** The part of the page on one key. */
const sectionOf = (key: string): string => page.split(/^## /m).find((part) => part.startsWith(`${key}\n`)) ?? "";

describe("the configuration reference", () => {
  it.each(Object.keys(config) as Key[])("has %s with description, default, and examples", (key) => {
    expect(page).toContain(`| [\`${key}\`](#${key.toLowerCase()}) |`);
    expect(sectionOf(key)).toContain(config[key].description);
    expect(sectionOf(key)).toContain(`- Type: ${config[key].type}`);
    expect(sectionOf(key)).toMatch(/- Default: `.+`/);
    expect(sectionOf(key)).toMatch(RegExp(`\`\`\`yaml\n(.*\n)*kore-byok-azure:${key}:`));
    expect(sectionOf(key)).toMatch(/\n {2}rule: \S.*\n {2}fix: {2}\S/);
  });

  it.each(Object.keys(config) as Key[])("has an example of %s that the program accepts as it stands", (key) => {
    expect(read(exampleOf(key))[key]).toEqual(configurationExamples[key].accepted);
    expect(warnings(exampleOf(key))).toEqual([]);
  });

  it.each(Object.keys(config) as Key[])("has a value of %s that the program refuses for it", (key) => {
    const { refused, refusedWith } = configurationExamples[key];
    const [problem, ...more] = refusal({ ...refusedWith, [key]: refused });
    expect(problem!.key).toMatch(RegExp(`^kore-byok-azure:${key}\\b`));
    expect(sectionOf(key)).toContain(`  rule: ${problem!.rule}\n  fix:  ${problem!.fix}\n`);
    expect(more).toEqual([]);
  });

  it("says why a key without default is written so, and why a flag is declared as a string", () => {
    expect(page).toContain(`\`${unset}\` means no default. The CLI treats a key without a default as required`);
    expect(sectionOf("trustedMicrosoftServices")).toContain("a boolean could not say so; true and false are taken");
  });
});
