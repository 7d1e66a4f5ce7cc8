/** Takes the pictures. Arguments: folder of the pages, folder of the images. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { startBrowser } from "./browser.mjs";

const [pages, images] = process.argv.slice(2);
const pictures = [
  { name: "handoff-light", mode: "privateEndpoint", scheme: "light", width: 1100, height: 1500 },
  { name: "handoff-dark", mode: "firewall", scheme: "dark", width: 1100, height: 1500 },
  { name: "handoff-phone", mode: "privateEndpoint", scheme: "light", width: 390, height: 1500 },
];
const browser = await startBrowser();
for (const { name, mode, scheme, width, height } of pictures) {
  const page = await browser.newPage();
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(pathToFileURL(join(pages, `${mode}.html`)).href);
  await page.screenshot({ path: join(images, `${name}.png`) });
  await page.close();
}
await browser.close();
