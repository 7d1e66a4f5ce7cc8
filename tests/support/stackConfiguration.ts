import * as pulumi from "@pulumi/pulumi";
import { readSettings } from "../../settings";

/** The day on which the settings are read. */
const now = new Date("2026-11-23T12:00:00Z");

/** Kore's client ID of the smallest configuration. */
export const koreClientId = "5f4d9b7a-3a55-4c1c-9d0f-1f2e3d4c5b6a";

/** A value as it stands in `Pulumi.<stack>.yaml`; undefined takes a key away. */
export type Configuration = Record<string, unknown>;

/** A problem as the message tells it. */
export interface ToldProblem {
  key: string;
  /** The value as it is shown. */
  value: string;
  rule: string;
  fix: string;
}

/** Reads a configuration on top of the smallest one: a client ID and a region. Keys without a colon are the project's. */
export function read(configuration: Configuration, secrets: string[] = []) {
  const given: Configuration = { koreClientId, "azure-native:location": "westeurope", ...configuration };
  const values = Object.entries(given)
    .filter(([, value]) => value !== undefined)
    // The engine hands every value to the program as text, lists and objects as JSON.
    .map(([key, value]) => [nameOf(key), typeof value === "string" ? value : JSON.stringify(value)]);
  return readSettings(
    {
      values: Object.fromEntries(values) as Record<string, string>,
      isSecret: (key) => secrets.map(nameOf).includes(key),
    },
    now,
  );
}

/** The problems that a configuration is refused with. Throws where it is accepted, or fails in another way. */
export function refusal(configuration: Configuration, secrets?: string[]): ToldProblem[] {
  try {
    read(configuration, secrets);
  } catch (error) {
    if (!pulumi.RunError.isInstance(error)) {
      throw error;
    }
    return [...error.message.matchAll(/^ {2}(\S.*?): (.*)\n {4}rule: (.*)\n {4}fix: {2}(.*)$/gm)].map(
      ([, key = "", value = "", rule = "", fix = ""]) => ({ key, value, rule, fix }),
    );
  }
  throw new Error(`accepted: ${JSON.stringify(configuration)}`);
}

/** Reads a configuration and returns the warnings that are printed. */
export function warnings(configuration: Configuration): string[] {
  const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue(undefined);
  try {
    read(configuration);
    return warn.mock.calls.map(([message]) => message);
  } finally {
    warn.mockRestore();
  }
}

/** A key with its namespace. */
export function nameOf(key: string): string {
  return key.includes(":") ? key : `kore-byok-azure:${key}`;
}
