import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPreview, readState, UnreadableError } from "../../../operator/guard/readDocument";
import { fixturePath, previewOf } from "./judged";

describe("a file that is no preview", () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "guard-"))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const write = (content: string | Buffer): string => {
    const file = join(folder, "preview.json");
    writeFileSync(file, content);
    return file;
  };
  const problemOf = (read: () => unknown): UnreadableError["problem"] => {
    try {
      read();
    } catch (error) {
      if (error instanceof UnreadableError) return error.problem;
      throw error;
    }
    throw new Error("it was read");
  };
  const whole = readFileSync(fixturePath("kore/range-removed"), "utf8");

  it.each([
    ["is empty", "", "it is empty"],
    ["is blank", " \n", "it is empty"],
    [
      "is the text form",
      "Previewing update (dev):\n",
      'it does not begin as JSON does, but with "Previewing update (dev):"',
    ],
    ["has a warning first", `warning: x\n${whole}`, 'but with "warning: x"'],
    ["is a list", "[]", "it is JSON, but not an object"],
    ["is garbled", '{"steps": [}', "it is not JSON"],
    ["is an object of something else", '{"name": "x"}', "it has another shape: neither steps nor diagnostics"],
    ["has steps of another shape", '{"steps": [{"op": 1, "urn": "x"}]}', "it has another shape: steps.0.op"],
    ["is a state", readFileSync(fixturePath("kore/state"), "utf8"), "give that with --state"],
    ["is an update plan", '{"manifest": {}, "resourcePlans": {}}', "it is an update plan"],
    ["is the short form", '{"result": "succeeded", "duration": 1, "resources": []}', "it is the short form"],
    [
      "is a stream of events",
      '{"sequence":0,"timestamp":1,"preludeEvent":{}}\n{"sequence":1,"timestamp":1}\n',
      "it is a stream of engine events",
    ],
  ])("%s", (_title, content, message) => {
    const file = write(content);

    const problem = problemOf(() => readPreview(file));

    expect(problem.message).toContain(message);
    expect(problem).toMatchObject({ file, fix: "pulumi preview --json --show-sames > preview.json" });
    expect(problem.expected).toContain("pulumi preview --json --show-sames");
  });

  it("was cut short, wherever that was", () => {
    for (let length = 1; length < whole.length - 2; length += 97) {
      const file = write(whole.slice(0, length));

      expect(problemOf(() => readPreview(file)).message).toMatch(/cut short after \d+ characters/);
    }
  });

  it("is not there, or is a folder", () => {
    expect(problemOf(() => readPreview(join(folder, "none.json"))).message).toBe("there is no such file");
    expect(problemOf(() => readPreview(folder)).message).toBe("it is a folder");
  });

  it("is told in three lines: what is wrong, what was expected, how to make it", () => {
    const file = write("");

    expect(() => readPreview(file)).toThrow(
      `${file}: it is empty: the command that should fill it failed, and said why on standard error\n` +
        "  expected: the output of `pulumi preview --json --show-sames`: one JSON object with steps\n" +
        "  fix:      pulumi preview --json --show-sames > preview.json",
    );
  });

  it.each([
    ["UTF-16, as Windows PowerShell 5 writes it", Buffer.from(`\ufeff${whole}`, "utf16le")],
    ["UTF-8 with a byte order mark", Buffer.from(`\ufeff${whole}`, "utf8")],
  ])("is one all the same in %s", (_title, content) => {
    expect(readPreview(write(content))).toEqual(previewOf("kore/range-removed"));
  });

  it.each([
    ["is a preview", whole, "it is a preview: give that as the argument"],
    ["is of a version that nobody knows", '{"version": 9, "deployment": {}}', "it has another shape: version"],
    ["has no deployment", '{"version": 3}', "it has another shape: deployment"],
  ])("nor a state where it %s", (_title, content, message) => {
    const problem = problemOf(() => readState(write(content)));

    expect(problem.message).toContain(message);
    expect(problem.fix).toBe("pulumi stack export > state.json");
  });

  it("is a state where the stack is empty", () => {
    expect(readState(write('{"version": 3, "deployment": {"manifest": {}}}')).deployment.resources).toBeUndefined();
  });
});
