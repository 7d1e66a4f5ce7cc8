import { randomUUID } from "node:crypto";
import { validate as isUuid } from "uuid";
import type { RandomType } from "./randomResource";

/** A version 4 UUID; its ID is the UUID. */
export const randomUuid: RandomType = {
  token: "random:index/randomUuid:RandomUuid",
  inputs: { keepers: { type: "stringMap" } },
  drawn: ["result"],
  problems: () => [],
  draw() {
    const result = randomUUID();
    return { id: result, outputs: { result } };
  },
  fromId(id) {
    if (!isUuid(id)) throw new Error(`failed to import: '${id}' is not a UUID`);
    return { result: id };
  },
};
