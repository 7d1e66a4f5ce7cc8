/**
 * `npm run screenshots`: the hand-off's page as docs/handoff.md shows it. Pictures differ by a few bits from machine to
 * machine, so that nothing checks them against the code: look at them.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { NetworkMode } from "../../components/plan/networkPlan";
import { writeHandoff } from "../../operator/handoff/writeHandoff";
import { printHtml } from "../../operator/handoff/print/html";
import { sampleOutputs } from "../../tests/operator/handoff/sample";

const images = resolve(__dirname, "../../docs/images");
const folder = mkdtempSync(join(tmpdir(), "handoff-"));
try {
  mkdirSync(images, { recursive: true });
  for (const networkMode of Object.values(NetworkMode)) {
    const outputs = sampleOutputs({ networkMode, enforcementDate: "2027-03-01" });
    writeFileSync(join(folder, `${networkMode}.html`), printHtml(writeHandoff(outputs, new Date("2026-11-24"))));
  }
  // A process of its own: the browser's packages are ES modules.
  execFileSync(process.execPath, [join(__dirname, "takeScreenshots.mjs"), folder, images], { stdio: "inherit" });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
