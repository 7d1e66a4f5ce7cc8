/** Every rule of the guard; findings of one level are listed in this order. */
import type { RawFinding } from "./finding";
import { accessPolicyGrants } from "./findings/accessPolicyGrants";
import { deleteLocks } from "./findings/deleteLocks";
import { deletionSafeguards } from "./findings/deletionSafeguards";
import { endpoints } from "./findings/endpoints";
import { deployments } from "./findings/deployments";
import { enforcementDate } from "./findings/enforcementDate";
import { incompletePlan } from "./findings/incompletePlan";
import { keyOrVaultLost } from "./findings/keyOrVaultLost";
import { keyProperties } from "./findings/keyProperties";
import { koreRangesDisowned } from "./findings/koreRangesDisowned";
import { logsAndAlerts } from "./findings/logsAndAlerts";
import { networkPerimeters } from "./findings/networkPerimeters";
import { otherProperties } from "./findings/otherProperties";
import { perimeterRules } from "./findings/perimeterRules";
import { permissionModel } from "./findings/permissionModel";
import { protectionLifted } from "./findings/protectionLifted";
import { publicAccess } from "./findings/publicAccess";
import { rangesRemoved } from "./findings/rangesRemoved";
import { readOnlyLocks } from "./findings/readOnlyLocks";
import { resourceGroupLost } from "./findings/resourceGroupLost";
import { roleAssignments } from "./findings/roleAssignments";
import { roleDefinitions } from "./findings/roleDefinitions";
import { roleGrants } from "./findings/roleGrants";
import { servicePrincipals } from "./findings/servicePrincipals";
import { skuAndRegion } from "./findings/skuAndRegion";
import { stateUnprotected } from "./findings/stateUnprotected";
import { unjudgedValues } from "./findings/unjudgedValues";
import { unknownSteps } from "./findings/unknownSteps";
import { unshownResources } from "./findings/unshownResources";
import { vaultFirewall } from "./findings/vaultFirewall";
import { vaultsNamed } from "./findings/vaultsNamed";
import type { Plan } from "./plan";

/** Judges one thing about a plan. `now` decides whether the enforcement date has come. */
type Rule = (plan: Plan, now: Date) => RawFinding[];

/** The date that raises the levels first, then the irreversible. */
export const rules: readonly Rule[] = [
  enforcementDate,
  keyOrVaultLost,
  resourceGroupLost,
  deployments,
  vaultsNamed,
  deletionSafeguards,
  skuAndRegion,
  protectionLifted,
  stateUnprotected,
  roleAssignments,
  roleDefinitions,
  roleGrants,
  permissionModel,
  accessPolicyGrants,
  servicePrincipals,
  rangesRemoved,
  vaultFirewall,
  koreRangesDisowned,
  publicAccess,
  networkPerimeters,
  perimeterRules,
  endpoints,
  keyProperties,
  deleteLocks,
  readOnlyLocks,
  logsAndAlerts,
  otherProperties,
  unjudgedValues,
  unknownSteps,
  incompletePlan,
  unshownResources,
];
