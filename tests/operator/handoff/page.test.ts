import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NetworkMode } from "../../../components/plan/networkPlan";
import { writeHandoff } from "../../../operator/handoff/writeHandoff";
import { printHtml } from "../../../operator/handoff/print/html";
import { sampleOutputs } from "./sample";

/** What `lookAtPage.mjs` saw: a look at each width and scheme, then what came of the page as a whole. */
interface Look {
  scheme?: string;
  width?: string;
  overflow?: number;
  ground?: string;
  violations?: string[];
  messages?: string[];
  requests?: number;
  printed?: string;
}

describe("the hand-off's page in Chromium", () => {
  let folder: string;
  let looks: Look[];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "page-"));
    const files = Object.values(NetworkMode).map((networkMode) => {
      const outputs = sampleOutputs({ networkMode, enforcementDate: "2027-03-01" });
      const file = join(folder, `${networkMode}.html`);
      writeFileSync(file, printHtml(writeHandoff(outputs, new Date("2026-11-24"))));
      return file;
    });
    looks = JSON.parse(
      execFileSync(process.execPath, [join(__dirname, "lookAtPage.mjs"), ...files], { encoding: "utf8" }),
    ) as Look[];
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const views = () => looks.filter(({ width }) => width !== undefined);

  it("is read at all widths and in both schemes", () => {
    expect(views()).toHaveLength(8);
    const grounds = (scheme: string) =>
      new Set(
        views()
          .filter((view) => view.scheme === scheme)
          .map(({ ground }) => ground),
      );
    expect(grounds("light").size).toBe(1);
    expect(grounds("dark")).not.toEqual(grounds("light"));
  });

  it("never has to be scrolled sideways", () => {
    expect(views().map(({ overflow }) => overflow)).toEqual(Array<number>(8).fill(0));
  });

  it("is accessible, by all of axe's rules", () => {
    expect(views().flatMap(({ violations }) => violations)).toEqual([]);
  });

  it("asks for itself alone, says nothing to the console, and prints", () => {
    expect(looks.filter(({ width }) => width === undefined)).toEqual(
      Object.values(NetworkMode).map(
        () => expect.objectContaining({ messages: [], requests: 1, printed: "%PDF-" }) as unknown,
      ),
    );
  });
});
