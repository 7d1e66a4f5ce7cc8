import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Folder of the Go module that pins the engine. */
export const MODULE_FOLDER = __dirname;

/** Go package of the engine's command. */
export const ENGINE_PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";

/**
 * The engine's version as go.mod pins it, such as `3.259.0`: the one that is built, and the oldest that is accepted on
 * PATH, since nothing here was ever run with an older one.
 *
 * @throws Error if go.mod does not pin the engine
 */
export function pinnedVersion(): string {
  const file = join(MODULE_FOLDER, "go.mod");
  const version = /^\s*github\.com\/pulumi\/pulumi\/pkg\/v3 v(\d+\.\d+\.\d+)/m.exec(readFileSync(file, "utf8"))?.[1];
  if (version === undefined) throw new Error(`${file} does not pin github.com/pulumi/pulumi/pkg/v3`);
  return version;
}

/**
 * Tells whether a version is at least another, by its three numbers.
 *
 * @param version as `pulumi version` prints it, with or without a leading `v` and a suffix such as `-alpha.1`
 * @param minimum three numbers separated by dots
 * @returns false for anything that is no version
 */
export function isAtLeast(version: string, minimum: string): boolean {
  const found = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version);
  if (found === null) return false;
  const wanted = minimum.split(".").map(Number);
  const difference = found
    .slice(1)
    .map((part, index) => Number(part) - wanted[index]!)
    .find((d) => d !== 0);
  return difference === undefined || difference > 0;
}
