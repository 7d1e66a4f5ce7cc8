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

/** The preview as if it were made with `--show-sames`: its summary counts no more than it shows. */
export function whole(preview: Preview): Preview {
  const same = preview.steps?.filter(({ op }) => op === "same").length ?? 0;
  return { ...preview, changeSummary: { ...preview.changeSummary, same } };
}

/** The vault of the fixtures of this package's program. */
const koreVaultId =
  "/subscriptions/22222222-2222-4222-8222-222222222222/resourceGroups/rg-kore-byok/providers/Microsoft.KeyVault/vaults/kv-kore-sample-dev";

/** The outputs that an earlier update of this package's program has left, as far as the guard reads them. */
export function outputsWith(handedOut: { enforcementDate?: string; koreIpRanges?: string } = {}) {
  const { enforcementDate = "choose the date in the console", koreIpRanges } = handedOut;
  return {
    vaultId: koreVaultId,
    koreServicePrincipalObjectId: "99999999-9999-4999-8999-999999999999",
    handoff: {
      networkAccess: koreIpRanges === undefined ? { mode: "private endpoint" } : { "Kore IP ranges": koreIpRanges },
      console: { fields: { "Enforcement Date": enforcementDate } },
    },
  };
}

/** The preview of a stack that has handed that out before. */
export function handedOut(preview: Preview, outputs: object): Preview {
  const { oldState } = stepOf(preview, "pulumi:pulumi:Stack");
  if (oldState) oldState.outputs = { ...outputs };
  return preview;
}

export function stateOf(name: string): StackExport {
  return readState(fixturePath(name));
}

/** A day on which no enforcement date of these tests has come, unless a test says so. */
export const now = new Date("2026-11-24T12:00:00Z");

export function judge(preview: Preview, options: Partial<JudgeOptions> = {}): Verdict {
  return judgePlan(preview, { now, ...options });
}

/** The findings as `level rule`, but for the note of a plain preview on what it leaves out: most fixtures have it. */
export function told({ findings }: Verdict): string[] {
  return findings.map(({ level, rule }) => `${level} ${rule}`).filter((text) => text !== "note unchanged-not-shown");
}

/** The step of the resource of that type; throws where the preview has none. */
export function stepOf(preview: Preview, type: string): Step {
  const step = preview.steps?.find(({ urn }) => urn.includes(`${type}::`));
  if (step === undefined) throw new Error(`no step of type ${type}`);
  return step;
}
