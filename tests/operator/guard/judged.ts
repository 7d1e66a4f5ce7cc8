/** Fixtures, and what the guard makes of them. */
import { join } from "node:path";
import { judgePlan, type JudgeOptions } from "../../../operator/guard/judgePlan";
import type { Preview, Step } from "../../../operator/guard/preview";
import { readPreview, readState } from "../../../operator/guard/readDocument";
import type { StackExport } from "../../../operator/guard/state";
import type { Verdict } from "../../../operator/guard/verdict";

/** Path of a fixture, such as `kore/range-removed`. */
export function fixturePath(name: string): string {
  return join(__dirname, "fixtures", `${name}.json`);
}

export function previewOf(name: string): Preview {
  return readPreview(fixturePath(name));
}

export function stateOf(name: string): StackExport {
  return readState(fixturePath(name));
}

/** A day on which no enforcement date of these tests has come, unless a test says so. */
export const now = new Date("2026-11-24T12:00:00Z");

export function judge(preview: Preview, options: Partial<JudgeOptions> = {}): Verdict {
  return judgePlan(preview, { now, ...options });
}

/** The findings as `level rule`. */
export function told({ findings }: Verdict): string[] {
  return findings.map(({ level, rule }) => `${level} ${rule}`);
}

/** The step of the resource of that type; throws where the preview has none. */
export function stepOf(preview: Preview, type: string): Step {
  const step = preview.steps?.find(({ urn }) => urn.includes(`${type}::`));
  if (step === undefined) throw new Error(`no step of type ${type}`);
  return step;
}
