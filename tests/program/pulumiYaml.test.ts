import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { parse } from "yaml";
import { defaults } from "../../components/plan/defaults";
import { keys, unset } from "../../settings";
import { read } from "../support/stackConfiguration";

interface Declaration {
  type: string;
  description: string;
  default: unknown;
  items?: { type: string };
}

function yaml<T>(name: string): T {
  return parse(readFileSync(join(__dirname, "../..", name), "utf8")) as T;
}

const { config, main } = yaml<{ config: Record<string, Declaration>; main: string }>("Pulumi.yaml");

/** How values of each type arrive at the program, and what is none. */
const texts: Record<string, { good: string[]; bad: string[] }> = {
  string: { good: ["text", "7", "true", "[]"], bad: [] },
  boolean: { good: ["true", "false"], bad: ["yes", "1", "True", ""] },
  integer: { good: ["7", "0", "-1"], bad: ["7.5", "seven", "7d", ""] },
  array: { good: ["[]", '["text"]'], bad: ["text", "{}", "[7]", ""] },
  object: { good: ["{}"], bad: ["text", "[]", ""] },
};
/** Its default depends on networkMode, which a boolean could not say. */
const flagsInText = ["trustedMicrosoftServices"];

describe("Pulumi.yaml", () => {
  it("names the program, which package.json would decide otherwise", () => {
    expect(main).toBe("index.ts");
  });

  it("declares exactly the keys that the program reads", () => {
    expect(Object.keys(config).sort()).toEqual(Object.keys(keys).sort());
  });

  it.each(Object.entries(config))(
    "describes %s and gives a default, without which the CLI would demand a value",
    (_, key) => {
      expect(key.description).toMatch(/\S/);
      expect(key.default).not.toBeUndefined();
    },
  );

  it.each(Object.entries(config))("declares %s with the type that the program reads", (key, { type, items }) => {
    const { good, bad } = texts[flagsInText.includes(key) ? "boolean" : type]!;
    const { schema } = keys[key as keyof typeof keys];
    expect(good.filter((text) => !v.safeParse(schema, text).success)).toEqual([]);
    expect(bad.filter((text) => v.safeParse(schema, text).success)).toEqual([]);
    expect(items?.type).toBe(type === "array" ? "string" : undefined);
  });

  it.each(Object.entries(defaults))("repeats the default of %s", (key, value) => {
    expect(config[key]?.default).toEqual(value);
  });

  it.each(Object.entries(config).filter(([key]) => !Object.hasOwn(defaults, key)))(
    "gives %s, which has no default of its own, one that means none",
    (_, { default: none }) => {
      expect([unset, [], {}]).toContainEqual(none);
    },
  );

  it("asks for nothing with its defaults, once Kore's client ID and a region are set", () => {
    const written = Object.fromEntries(Object.entries(config).map(([key, declared]) => [key, declared.default]));
    const { koreClientId, ...rest } = written;
    expect(koreClientId).toBe(unset);
    expect(read(rest)).toMatchObject(defaults);
  });
});

describe("Pulumi.dev.yaml", () => {
  const sample = yaml<{ config: Record<string, unknown> }>("Pulumi.dev.yaml").config;

  it("is a configuration that the program accepts", () => {
    const short = Object.entries(sample).map(([key, value]) => [key.replace("kore-byok-azure:", ""), value]);
    expect(read(Object.fromEntries(short) as Record<string, unknown>).vaultName).toBe("kv-kore-sample-dev");
  });
});
