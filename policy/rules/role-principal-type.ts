import { PolicyResource } from "@pulumi/policy";
import { judgeEach, judgeNamed } from "../judgement";
import { ofKind, sourcesOf } from "../resources/reference";
import { assignmentProperties, mayBeService, statesPrincipalType } from "../resources/role";
import { kindOf } from "../resources/kind";
import { resourceAndStackRule } from "../rule";
import { shown } from "../shown";

const fix = 'set principalType to "ServicePrincipal" for an application or a managed identity';

/**
 * Azure looks a principal up unless its type is stated, and does not find one that was made a moment ago
 * (PrincipalNotFound). The azure-native SDKs write "User" where a program leaves the type out, so leaving it out shows
 * as "User" on a principal that is not one; hence the second part, which looks at where the principal's ID came from.
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
  judge: ({ type, props }, _config, report) => {
    const { principalType } = assignmentProperties(props);
    if (typeof principalType !== "string" || principalType === "") {
      report({
        found: shown("principalType", principalType),
        rule: "principalType must be stated",
        fix: statesPrincipalType(type)
          ? fix
          : `use API version 2022-04-01, since this one has no principalType, and ${fix}`,
      });
    }
  },
  judgeStack: (resources, _config, report) => {
    judgeEach(
      ofKind(resources, "RoleAssignment").map(
        (assignment) => () =>
          judgeNamed(`Role assignment "${assignment.name}"`, () => {
            const { principalType } = assignmentProperties(assignment.props);
            // One that is left out has been judged by the inputs.
            if (mayBeService(principalType)) {
              return;
            }
            const principal = sourcesOf(assignment, "principalId", "properties").find(isServicePrincipal);
            if (principal) {
              report(assignment, {
                found: `${shown("principalType", principalType)}, but principalId comes from the service principal "${principal.name}"`,
                rule: "principalType must be the principal's own type",
                fix,
              });
            }
          }),
      ),
    );
  },
});

/** Whether the principal that comes from the resource is a service's: the resource itself, or its system-assigned identity. */
function isServicePrincipal({ type, props }: PolicyResource): boolean {
  return (
    type === "azuread:index/servicePrincipal:ServicePrincipal" ||
    kindOf(type) === "UserAssignedIdentity" ||
    (type.startsWith("azure-native") && /systemassigned/i.test(String(props.identity?.type ?? "")))
  );
}
