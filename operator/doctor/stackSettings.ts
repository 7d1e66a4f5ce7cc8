/** The stack's settings before there is a stack output: the configuration, read and judged as the program does. */
import { z } from "zod";
import { readSettings, type Settings } from "../../settings";
import { CommandError } from "../commandError";
import { readFromPulumi, stackArgument } from "../pulumi";

const configuration = z.record(z.string(), z.object({ value: z.string().optional(), secret: z.boolean().optional() }));

/** The configuration of a stack. */
export interface StackSettings {
  settings: Settings;
  /** All values by their whole key, such as `azure-native:location`; those of secrets are empty. */
  values: Record<string, string>;
}

/** @throws CommandError with every problem of the configuration, as `pulumi up` would report it */
export async function readStackSettings(stack: string | undefined): Promise<StackSettings> {
  const text = await readFromPulumi(["config", "--json", "--non-interactive", ...stackArgument(stack)]);
  const all = configuration.parse(JSON.parse(text));
  const values = Object.fromEntries(Object.entries(all).map(([key, { value = "" }]) => [key, value]));
  try {
    return { settings: readSettings({ values, isSecret: (key) => all[key]?.secret === true }), values };
  } catch (error) {
    throw new CommandError((error as Error).message, "Correct the configuration, then run the command again.");
  }
}
