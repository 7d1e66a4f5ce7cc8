// @ts-check
const { mkdirSync, writeFileSync } = require("node:fs");
const { dirname, join } = require("node:path");

/** Where the line is kept for those who run the tests, such as CI. */
const file = join(__dirname, "..", "..", "results", "summary.txt");

/**
 * A jest reporter that ends the run with one plain line, `N passed, N failed`, from jest's own results. A suite that
 * could not be loaded ran none of its tests: it counts as one failure, so that it is never mistaken for success.
 */
class SummaryReporter {
  /**
   * @param {unknown} _contexts
   * @param {import("@jest/reporters").AggregatedResult} results
   */
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const line = `${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${line}\n`);
    console.log(line);
  }
}

module.exports = SummaryReporter;
