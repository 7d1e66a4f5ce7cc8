import { checkTags } from "../../../components/plan/tags";

const count = (many: number) => Object.fromEntries(Array.from({ length: many }, (_, index) => [`tag${index}`, "x"]));

describe("tags", () => {
  it.each([{}, { team: "platform" }, count(15), { ["n".repeat(256)]: "v".repeat(256) }])(
    "are accepted within the limits of the key, the strictest that carries them",
    (tags) => expect(checkTags("tags", tags)).toEqual([]),
  );

  it.each<[string, Record<string, string>, string]>([
    ["there are 16", count(16), "tags"],
    ["a name has 257 characters", { ["n".repeat(257)]: "x" }, `tags.${"n".repeat(257)}`],
    ["a name is empty", { "": "x" }, "tags."],
    ["a value has 257 characters", { team: "v".repeat(257) }, "tags.team"],
    ["a name has a character that Azure forbids", { "cost/centre": "x" }, "tags.cost/centre"],
  ])("are refused where %s", (_, tags, key) => {
    expect(checkTags("tags", tags).map((problem) => problem.key)).toEqual([key]);
  });
});
