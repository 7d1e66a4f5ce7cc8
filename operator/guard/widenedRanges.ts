/** What it means that a list of ranges lets in more addresses: the same for a vault's firewall and for a perimeter's rule. */
import { areTooWide, type Span } from "./addressRanges";
import type { RawFinding } from "./finding";

/** The finding's words, and whether it is too wide. @param letIn all that is let in afterwards */
export function judgeWidening(
  added: readonly Span[],
  letIn: readonly Span[],
): Pick<RawFinding, "level" | "effect" | "fix"> & { wide: boolean } {
  return areTooWide(added, letIn)
    ? {
        wide: true,
        level: "danger",
        effect:
          "As many addresses as that are a cloud provider's or the whole internet's: whoever holds a token for the key can use it from there.",
        fix: "Ask for the exact ranges.",
      }
    : {
        wide: false,
        level: "note",
        effect: "Calls from there reach the vault; who may use the key is still decided by its roles.",
        fix: "Check whose addresses they are.",
      };
}
