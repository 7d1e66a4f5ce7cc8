import { randomBytes } from "node:crypto";
import type { PropertyMap } from "../propertyValues";
import type { RandomType } from "./randomResource";

/** Random bytes in several notations; its ID is the base64url one, without the prefix. */
export const randomId: RandomType = {
  token: "random:index/randomId:RandomId",
  inputs: {
    byteLength: { type: "number", required: true },
    keepers: { type: "stringMap" },
    prefix: { type: "string" },
  },
  drawn: ["b64Std", "b64Url", "dec", "hex"],
  problems({ byteLength }) {
    const fits = typeof byteLength !== "number" || (Number.isInteger(byteLength) && byteLength >= 1);
    return fits ? [] : [`Attribute byte_length value must be at least 1, got: ${String(byteLength)}`];
  },
  draw(inputs) {
    const bytes = randomBytes(inputs["byteLength"] as number);
    return { id: bytes.toString("base64url"), outputs: notations(bytes, (inputs["prefix"] as string) ?? "") };
  },
  /** `prefix,base64url` or the base64url alone. */
  fromId(id) {
    const [prefix, encoded] = id.includes(",") ? (id.split(",", 2) as [string, string]) : ["", id];
    const bytes = Buffer.from(encoded, "base64url");
    return { byteLength: bytes.length, ...(prefix !== "" && { prefix }), ...notations(bytes, prefix) };
  },
};

function notations(bytes: Buffer, prefix: string): PropertyMap {
  return {
    b64Std: prefix + bytes.toString("base64"),
    b64Url: prefix + bytes.toString("base64url"),
    dec: prefix + BigInt(`0x${bytes.toString("hex")}`).toString(),
    hex: prefix + bytes.toString("hex"),
  };
}
