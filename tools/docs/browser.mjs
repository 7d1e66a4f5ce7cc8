/**
 * A headless Chromium that comes from npm alone, so that it runs on a Linux machine that has no browser; elsewhere the one that
 * PUPPETEER_EXECUTABLE_PATH names.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// The package unpacks into the folder for temporary files and takes what lies there: another user's, or half of one.
const folder = mkdtempSync(join(tmpdir(), "chromium-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
process.env.TMPDIR = folder;
// Makes the package bring the libraries that a bare machine lacks; read when the package is loaded.
process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs22.x";
const { default: chromium } = await import("@sparticuz/chromium");
const { default: puppeteer } = await import("puppeteer-core");

/** Starts it. The caller closes it. */
export async function startBrowser() {
  chromium.setGraphicsMode = false;
  return puppeteer.launch({
    args: puppeteer.defaultArgs({ args: chromium.args, headless: "shell" }),
    executablePath: process.env.PUPPETEER_EXECUTABLE_PATH ?? (await chromium.executablePath()),
    headless: "shell",
  });
}
