import { judgeEach, judgeNamed } from "../judgement";
import { ofKind, sourcesOf } from "../resources/reference";
import { kindOf } from "../resources/kind";
import { resourceAndStackRule } from "../rule";
import { shown } from "../shown";

const fix = 'set principalType to "ServicePrincipal" for an application or a managed identity';

/**
 * Azure looks a principal up unless its type is stated, and does not find one that was made a moment ago
 * (PrincipalNotFound). The azure-native SDKs write "User" where a program leaves the type out, so leaving it out shows
 * as "User" on a principal that is none; hence the second part, which looks at where the principal's ID came from.
 */
export const rolePrincipalType = resourceAndStackRule({
  name: "role-principal-type",
  displayName: "Role assignments state the principal's type",
  description: "A role assignment states principalType, and the right one, so that Azure need not look it up.",
  enforcementLevel: "mandatory",
  severity: "medium",
  topics: ["access"],
  references: {},
  remediationSteps:
    'Set principalType to "ServicePrincipal" for applications and managed identities, "User" or "Group" for people. ' +
    'Where it is left out, the azure-native SDKs send "User".',
  url: "https://learn.microsoft.com/azure/role-based-access-control/troubleshooting",
  judges: ["RoleAssignment"],
  judge: ({ props }, _config, report) => {
    const { principalType } = props;
    if (typeof principalType !== "string" || principalType === "") {
      report({ found: shown("principalType", principalType), rule: "principalType must be stated", fix });
    }
  },
  judgeStack: (resources, _config, report) => {
    judgeEach(
      ofKind(resources, "RoleAssignment").map(
        (assignment) => () =>
          judgeNamed(`Role assignment "${assignment.name}"`, () => {
            const principal = sourcesOf(assignment, "principalId").find((source) => isServicePrincipal(source.type));
            if (principal && String(assignment.props.principalType).toLowerCase() === "user") {
              report(assignment, {
                found: `principalType is "User", but principalId comes from the service principal "${principal.name}"`,
                rule: "principalType must be the principal's own type",
                fix,
              });
            }
          }),
      ),
    );
  },
});

function isServicePrincipal(type: string): boolean {
  return type === "azuread:index/servicePrincipal:ServicePrincipal" || kindOf(type) === "UserAssignedIdentity";
}
