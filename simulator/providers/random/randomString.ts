import { randomInt } from "node:crypto";
import type { PropertyMap } from "../propertyValues";
import type { RandomType } from "./randomResource";

const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LOWER = UPPER.toLowerCase();
const NUMERIC = "0123456789";
const SPECIAL = "!@#$%&*()-_=+[]{}<>:?";

/** A string of random characters; its ID is the string. Lengths count characters. */
export const randomString: RandomType = {
  token: "random:index/randomString:RandomString",
  inputs: {
    keepers: { type: "stringMap" },
    length: { type: "number", required: true },
    lower: { type: "boolean", default: true },
    minLower: { type: "number", default: 0 },
    minNumeric: { type: "number", default: 0 },
    minSpecial: { type: "number", default: 0 },
    minUpper: { type: "number", default: 0 },
    numeric: { type: "boolean", default: true },
    overrideSpecial: { type: "string" },
    special: { type: "boolean", default: true },
    upper: { type: "boolean", default: true },
  },
  drawn: ["result"],
  problems(inputs) {
    const { length } = inputs;
    const problems: string[] = [];
    if (typeof length === "number" && (!Number.isInteger(length) || length < 1)) {
      problems.push(`Attribute length value must be at least 1, got: ${length}`);
    }
    const minima = classes(inputs).reduce((sum, { minimum }) => sum + minimum, 0);
    if (typeof length === "number" && length < minima) {
      problems.push(
        "Attribute length value must be at least sum of min_upper + min_lower + min_numeric + min_special, " +
          `got: ${length} < ${minima}`,
      );
    }
    if (classes(inputs).every(({ used }) => used === false)) {
      problems.push("At least one attribute out of [special, upper, lower, numeric] must be specified as true");
    }
    return problems;
  },
  draw(inputs) {
    const length = inputs["length"] as number;
    const used = classes(inputs).filter((each) => each.used === true);
    const alphabet = used.map(({ characters }) => characters).join("");
    const drawn = classes(inputs).flatMap(({ characters, minimum }) => pick(characters, minimum));
    const result = shuffle([...drawn, ...pick(alphabet, length - drawn.length)]).join("");
    return { id: result, outputs: { result } };
  },
  fromId: (id) => ({ length: id.length, result: id }),
};

function classes(inputs: PropertyMap) {
  const special = (inputs["overrideSpecial"] as string | undefined) ?? SPECIAL;
  return [
    { used: inputs["upper"], minimum: Number(inputs["minUpper"]), characters: UPPER },
    { used: inputs["lower"], minimum: Number(inputs["minLower"]), characters: LOWER },
    { used: inputs["numeric"], minimum: Number(inputs["minNumeric"]), characters: NUMERIC },
    { used: inputs["special"], minimum: Number(inputs["minSpecial"]), characters: special },
  ];
}

function pick(characters: string, count: number): string[] {
  return Array.from({ length: count }, () => characters[randomInt(characters.length)]!);
}

function shuffle(characters: string[]): string[] {
  for (let last = characters.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [characters[last], characters[other]] = [characters[other]!, characters[last]!];
  }
  return characters;
}
