import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";

/**
 * Finds the executable that a shell would run.
 *
 * @param name command without extension
 * @param path a value of PATH
 * @returns its absolute path, or undefined where PATH has none
 */
export function findExecutable(name: string, path: string | undefined): string | undefined {
  const folders = (path ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => executableIn(folder, name)).find((file) => file !== undefined);
}

/**
 * Finds an executable in one folder.
 *
 * @param name command without extension
 * @returns its absolute path, or undefined if the folder has none that may be executed
 */
export function executableIn(folder: string, name: string): string | undefined {
  const extensions = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  return extensions.map((extension) => resolve(join(folder, name + extension))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
