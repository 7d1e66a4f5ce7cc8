/** A headless Chromium that comes from npm alone, so that it runs on a machine that has no browser. */
// Makes the package bring the libraries that a bare machine lacks; read when the package is loaded.
process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs22.x";
const { default: chromium } = await import("@sparticuz/chromium");
const { default: puppeteer } = await import("puppeteer-core");

/** Starts it. The caller closes it. */
export async function startBrowser() {
  chromium.setGraphicsMode = false;
  return puppeteer.launch({
    args: puppeteer.defaultArgs({ args: chromium.args, headless: "shell" }),
    executablePath: await chromium.executablePath(),
    headless: "shell",
  });
}
