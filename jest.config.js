/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/tests"],
  transform: { "^.+\\.[cm]?[jt]s$": "<rootDir>/tests/support/esbuildTransformer.js" },
  // These packages ship ES modules alone, which jest cannot require as they stand.
  transformIgnorePatterns: ["/node_modules/(?!(jose|ora)/)"],
  globalSetup: "<rootDir>/tests/support/prepareEngine.ts",
  // A scenario runs the real engine several times.
  testTimeout: 180_000,
  // On two cores: some tests wait for a while, and a third worker uses that.
  maxWorkers: 3,
  reporters: ["default", "<rootDir>/tests/support/summaryReporter.js"],
};
