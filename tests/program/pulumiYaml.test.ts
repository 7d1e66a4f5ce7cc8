import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { defaults } from "../../components/plan/defaults";
import { keys, unset } from "../../settings";

interface Declaration {
  type: string;
  description: string;
  default: unknown;
}

const { config, main } = parse(readFileSync(join(__dirname, "../../Pulumi.yaml"), "utf8")) as {
  config: Record<string, Declaration>;
  main: string;
};

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

  it.each(Object.entries(defaults))("repeats the default of %s", (key, value) => {
    expect(config[key]?.default).toEqual(value);
  });

  it.each(Object.entries(config).filter(([key]) => !Object.hasOwn(defaults, key)))(
    "gives %s, which has no default of its own, one that means none",
    (_, { default: none }) => {
      expect([unset, [], {}]).toContainEqual(none);
    },
  );
});
