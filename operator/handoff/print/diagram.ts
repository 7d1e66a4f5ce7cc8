/** Who connects to what, as SVG: upright, so that a phone shows it in full size. */
import type { HandoffDocument } from "../document";
import { escapeHtml } from "./escapeHtml";

interface Words {
  /** What lets Kore through, on your side; each is a line. */
  gate: string[];
  detail: string;
  /** From where Kore calls, and who else may. */
  path: string;
  others: string;
}

const words: Record<HandoffDocument["networkMode"], Words> = {
  privateEndpoint: {
    gate: ["Private endpoint", "connection"],
    detail: "once you have approved it",
    path: "through a private endpoint whose connection you approve",
    others: "The vault takes no calls from the public network.",
  },
  firewall: {
    gate: ["Firewall"],
    detail: "lets in Kore's IP ranges",
    path: "from its public IP ranges, which the vault's firewall lets in",
    others: "All other addresses are refused.",
  },
};

/** An inline SVG; its colours are the page's. */
export function diagram({ networkMode, vaultName, koreRolesOn }: HandoffDocument): string {
  const { gate, detail, path, others } = words[networkMode];
  const isRevoked = koreRolesOn.length === 0;
  const description = [
    `Kore.ai signs in as its service principal in your tenant and calls the key ${path}.`,
    isRevoked
      ? "Its access is revoked: the service principal holds no role, and the vault refuses its calls."
      : `The service principal holds a role on the ${koreRolesOn.join(" and on the ")}.`,
    others,
  ].join(" ");
  const role = isRevoked ? "no role: revoked" : `role on ${koreRolesOn.join(" and ")}`;
  const name = escapeHtml(vaultName);
  // Around the middle of the box.
  const top = 189 - 9 * gate.length;
  const lines = [...gate, detail].map(
    (line, at) =>
      `<text x="241" y="${top + 4 + 18 * at}" class="${at < gate.length ? "name" : "small"}">${line}</text>`,
  );
  return `<svg viewBox="0 0 340 416" role="img" aria-labelledby="diagram-title diagram-description">
<title id="diagram-title">Who connects to what</title>
<desc id="diagram-description">${escapeHtml(description)}</desc>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerUnits="userSpaceOnUse" markerWidth="9" markerHeight="9" orient="auto-start-reverse"><path d="M0 0 8 4 0 8z" class="tip"/></marker></defs>
<rect x="70" y="8" width="200" height="54" rx="10" class="kore"/>
<text x="170" y="32" class="name">Kore.ai</text><text x="170" y="50" class="small">in its own subscription</text>
<rect x="8" y="120" width="324" height="288" rx="14" class="tenant"/>
<text x="24" y="144" class="label">Your tenant</text>
<rect x="24" y="158" width="124" height="70" rx="10" class="box"/>
<text x="86" y="188" class="name">Service principal</text><text x="86" y="206" class="small">of Kore's app</text>
<rect x="24" y="268" width="292" height="124" rx="12" class="vault"/>
<text x="40" y="291" class="label">Key Vault</text>
<rect x="84" y="304" width="172" height="56" rx="10" class="key"/>
<text x="170" y="328" class="name">RSA key</text><text x="170" y="346" class="small">never leaves the vault</text>
<text x="170" y="380" class="mono">${name}</text>
<path d="M110 62V156" class="arrow" marker-end="url(#tip)"/><text x="102" y="94" class="small end">signs in as</text>
<path d="M86 228V266" class="arrow" marker-end="url(#tip)"/><text x="96" y="252" class="small start">${role}</text>
<path d="M230 62V302" class="arrow strong" marker-end="url(#tip)"/>
<rect x="166" y="158" width="150" height="62" rx="10" class="gate"/>
${lines.join("")}
</svg>`;
}
