/** The stages of a rehearsed Test Configuration as lines for a terminal. */
import type { Colours } from "../colours";
import type { FactResult } from "./access";
import type { StageResult } from "./stage";

/** One line for a stage that passed or was not run; for a failed one also the cause and the fix. */
export function formatStage({ stage, passed, detail, cause, fix }: StageResult, colours: Colours): string {
  const name = stage.padEnd("authentication".length);
  if (passed) return `${colours.green("passed")}   ${name}  ${detail}`;
  if (cause === undefined) return colours.dim(`not run  ${stage}`);
  return [
    `${colours.red("failed")}   ${name}  ${cause}`,
    `${" ".repeat("failed   ".length + name.length + 2)}${colours.bold("Fix:")} ${fix}`,
  ].join("\n");
}

/** One line for a fact that holds or was not judged; for a failed one also the cause and the fix. */
export function formatFact({ fact, passed, detail, cause, fix }: FactResult, colours: Colours): string {
  const name = fact.padEnd("role-assignment".length);
  if (passed === true) return `${colours.green("passed")}     ${name}  ${detail}`;
  if (passed === null) return `${colours.yellow("not judged")} ${name}  ${detail}`;
  return [
    `${colours.red("failed")}     ${name}  ${cause}`,
    `${" ".repeat("not judged ".length + name.length + 2)}${colours.bold("Fix:")} ${fix}`,
  ].join("\n");
}
