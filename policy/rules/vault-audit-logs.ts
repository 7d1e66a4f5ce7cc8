import { PolicyResource } from "@pulumi/policy";
import { elementsOf, holdsForAny, isGiven, judgeEach, judgeNamed } from "../judgement";
import { observes, ofKind } from "../resources/reference";
import { stackRule } from "../rule";

const destinations = ["workspaceId", "storageAccountId", "eventHubAuthorizationRuleId", "marketplacePartnerId"];

/** The audit log is the one place where use, change, backup and deletion of the key can be seen. */
export const vaultAuditLogs = stackRule({
  name: "vault-audit-logs",
  displayName: "Key Vault audit logs are kept",
  description:
    "A diagnostic setting sends the vault's audit events somewhere, so that each use of the key is on record.",
  enforcementLevel: "advisory",
  severity: "medium",
  topics: ["vault", "logs"],
  references: {
    cis: { v3: "6.1.4" },
    psrule: ["Azure.KeyVault.Logs"],
    kics: ["38c71c00-c177-4cd7-8d36-cd1007cdb190"],
  },
  remediationSteps:
    "Add a monitor.DiagnosticSetting on the vault with the category AuditEvent (or the group audit or allLogs) " +
    "enabled and a destination such as workspaceId.",
  url: "https://learn.microsoft.com/azure/key-vault/general/logging",
  judges: ["Vault"],
  judgeStack: (resources, _config, report) => {
    const settings = ofKind(resources, "DiagnosticSetting");
    judgeEach(
      ofKind(resources, "Vault").map(
        (vault) => () =>
          judgeNamed(`Vault "${vault.name}"`, () => {
            if (!holdsForAny(settings, (setting) => observes(setting, vault) && sendsAuditEvents(setting))) {
              report(vault, {
                found: "no diagnostic setting of this stack sends its audit events anywhere",
                rule: "the vault's audit events must be kept",
                fix: "add a DiagnosticSetting on the vault with the category AuditEvent enabled and a destination",
              });
            }
          }),
      ),
    );
  },
});

function sendsAuditEvents({ props }: PolicyResource): boolean {
  const logs: ({ category?: string; categoryGroup?: string; enabled?: boolean } | null)[] = props.logs ?? [];
  return (
    destinations.some((destination) => isGiven(props, destination)) &&
    holdsForAny(elementsOf(logs), (read) => {
      const log = read();
      return (
        log?.enabled === true &&
        (String(log.category).toLowerCase() === "auditevent" ||
          ["audit", "alllogs"].includes(String(log.categoryGroup).toLowerCase()))
      );
    })
  );
}
