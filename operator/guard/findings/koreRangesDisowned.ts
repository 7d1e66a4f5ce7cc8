/** Ranges that the hand-off has as Kore's and would no longer have, while the firewall still lets them in. */
import { describeSpan, spanOf, uncovered, type Span } from "../addressRanges";
import type { RawFinding } from "../finding";
import { rulesOf } from "../firewallRules";
import { kept, type Plan } from "../plan";
import { recordedKoreRanges, textOf } from "../recordedOutputs";

/** Reports `kore-range-disowned`. */
export function koreRangesDisowned(plan: Plan): RawFinding[] {
  const configured = spansOf(plan.setting("koreIpRanges"));
  const vaultId = plan.recorded.map((outputs) => textOf(outputs, "vaultId")).find((id) => id !== undefined);
  const recorded = recordedKoreRanges(plan.recorded, vaultId);
  if (configured === undefined || recorded === undefined || plan.setting("networkMode") !== "firewall") return [];
  const disowned = recorded.flatMap((range) => uncovered(range, configured));
  // What the firewall also loses is reported by `range-removed`.
  const vault = kept(plan, "vault").find(({ before }) => before.id?.toLowerCase() === vaultId);
  const left = vault && rulesOf(vault.after, "ipRules", "value").flatMap((range) => spanOf(range) ?? []);
  const stays = left === undefined ? disowned : disowned.flatMap((part) => uncovered(part, uncovered(part, left)));
  if (stays.length === 0) return [];
  const text = stays.map(describeSpan).join(", ");
  return [
    {
      rule: "kore-range-disowned",
      level: "warning",
      title: `${text} would no longer count as Kore's`,
      effect:
        "Nothing is cut off yet. But a later plan that takes it out of the firewall would look like one about the operators' own ranges.",
      fix: "Compare with the list of addresses that Kore gave in writing (koreIpRanges).",
      values: [{ property: "kore-byok-azure:koreIpRanges", before: text }],
    },
  ];
}

/** The configured list, which a preview has as JSON. */
function spansOf(text: string | undefined): Span[] | undefined {
  try {
    const ranges: unknown = JSON.parse(text ?? "");
    return Array.isArray(ranges) ? ranges.flatMap((range) => spanOf(range) ?? []) : undefined;
  } catch {
    return undefined;
  }
}
