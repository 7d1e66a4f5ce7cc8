import type { Problem } from "./problem";

/** Most tags that a key takes; other resources take 50 (learn.microsoft.com, "About keys"). */
const maximumTags = 15;
const maximumLength = 256;

/**
 * Checks tags by the strictest of the resources that carry them, the key. Values may be of any type: the CLI stores the
 * `4711` of `pulumi config set --path tags.cost-center 4711` as a number.
 */
export function checkTags(key: string, tags: Record<string, string>): Problem[] {
  const problems: Problem[] = [];
  const names = Object.keys(tags);
  if (names.length > maximumTags) {
    problems.push({
      key,
      value: `${names.length} tags`,
      rule: `a key takes at most ${maximumTags} tags`,
      fix: "leave some out",
    });
  }
  for (const name of names) {
    const value: unknown = tags[name];
    if (value !== undefined && typeof value !== "string") {
      problems.push({ key: `${key}.${name}`, value, rule: "a tag's value is a string", fix: inQuotes(name, value) });
    }
    if (name.length > maximumLength || name === "" || (typeof value === "string" && value.length > maximumLength)) {
      problems.push({
        key: `${key}.${name}`,
        value,
        rule: `a tag's name has 1 to ${maximumLength} characters, its value at most ${maximumLength}`,
        fix: "shorten it",
      });
    }
    if (/[<>%&\\?/]/.test(name)) {
      problems.push({
        key: `${key}.${name}`,
        value,
        rule: "a tag's name has none of < > % & \\ ? /",
        fix: "rename the tag",
      });
    }
    if (name === "__proto__") {
      problems.push({
        key: `${key}.${name}`,
        value,
        rule: "JavaScript reserves the name __proto__: the tag would be lost on its way to Azure",
        fix: "rename the tag",
      });
    }
  }
  return problems;
}

function inQuotes(name: string, value: unknown): string {
  return typeof value === "number" || typeof value === "boolean"
    ? `write ${/^[\w.-]+$/.test(name) ? name : JSON.stringify(name)}: "${value}"`
    : "write a string in quotes";
}
