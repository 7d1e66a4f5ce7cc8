import { readFileSync } from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as components from "../../../components";

/** The page as it is committed; `npm run docs:check` holds that it is what the docstrings say. */
const page = readFileSync(path.join(__dirname, "../../../docs/components.md"), "utf8");
const headings = [...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading!);
const sectionOf = (name: string): string => page.split(/^## /m).find((part) => part.startsWith(`${name}\n`)) ?? "";
const classes = Object.entries(components)
  .filter(([, value]) => (value as { prototype?: unknown }).prototype instanceof pulumi.ComponentResource)
  .map(([name]) => name);
const enumerations = Object.entries(components).filter(([name]) => !classes.includes(name));

describe("the components' reference", () => {
  it.each(classes)("has %s with an example, followed by its arguments", (name) => {
    expect(headings[headings.indexOf(name) + 1]).toBe(`${name}Args`);
    expect(sectionOf(name)).toContain(`new ${name}(`);
    expect(sectionOf(name)).toContain("### Properties");
  });

  it.each(classes)("describes every property and argument of %s", (name) => {
    const rows = [name, `${name}Args`].flatMap((heading) => [...sectionOf(heading).matchAll(/^\| .*`(\w+)\??` .*$/gm)]);
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.filter(([row]) => /\| +\|$|\| - +\|$/.test(row)).map(([, property]) => property)).toEqual([]);
  });

  it.each(enumerations)("has every value of %s", (name, values) => {
    for (const value of Object.values(values as object)) expect(sectionOf(name)).toContain(`\`"${value}"\``);
  });

  it("has nothing else: no base class, no place in a file, no link that leads nowhere", () => {
    expect(page).not.toMatch(/ComponentResource|Defined in|Inherited|\bblob\b/);
    const targets = [...page.matchAll(/\]\(#([\w-]+)\)/g)].map(([, target]) => target!);
    expect(targets.length).toBeGreaterThan(0);
    expect(targets.filter((target) => !headings.some((heading) => heading.toLowerCase() === target))).toEqual([]);
  });
});
