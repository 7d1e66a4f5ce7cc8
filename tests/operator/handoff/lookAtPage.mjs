/**
 * Opens a page in Chromium and prints, as JSON, what a person would stumble over. A process of its own: the browser's
 * packages are ES modules, which the tests' loader does not take.
 *
 * Arguments: files with pages.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { startBrowser } from "../../../tools/docs/browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const widths = { phone: [375, 812], desk: [1280, 900] };
const browser = await startBrowser();
const looks = [];
for (const file of process.argv.slice(2)) {
  const page = await browser.newPage();
  // The page forbids scripts, its own and others'; axe is one.
  await page.setBypassCSP(true);
  const messages = [];
  const requests = [];
  page.on("console", (message) => messages.push(message.text()));
  page.on("pageerror", (error) => messages.push(error.message));
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  await page.evaluate(axe);
  for (const scheme of ["light", "dark"]) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    for (const [width, [w, h]] of Object.entries(widths)) {
      await page.setViewport({ width: w, height: h });
      const look = await page.evaluate(async () => {
        const { violations } = await globalThis.axe.run();
        const root = document.documentElement;
        return {
          overflow: root.scrollWidth - root.clientWidth,
          ground: getComputedStyle(document.body).backgroundColor,
          violations: violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
        };
      });
      looks.push({ file, scheme, width, ...look });
    }
  }
  const pdf = await page.pdf({ format: "A4" });
  looks.push({ file, messages, requests: requests.length, printed: Buffer.from(pdf.subarray(0, 5)).toString() });
  await page.close();
}
await browser.close();
console.log(JSON.stringify(looks));
