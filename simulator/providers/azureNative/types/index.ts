/** The resource types that the azure-native stand-in knows. */
import type { ResourceType } from "../resourceType";
import { actionGroup } from "./actionGroup";
import { activityLogAlert } from "./activityLogAlert";
import { diagnosticSetting } from "./diagnosticSetting";
import { key } from "./key";
import { managementLockByScope } from "./managementLockByScope";
import { metricAlert } from "./metricAlert";
import { privateDnsZoneGroup } from "./privateDnsZoneGroup";
import { privateEndpoint } from "./privateEndpoint";
import { privateEndpointConnection } from "./privateEndpointConnection";
import { privateZone } from "./privateZone";
import { resourceGroup } from "./resourceGroup";
import { roleAssignment } from "./roleAssignment";
import { scheduledQueryRule } from "./scheduledQueryRule";
import { subnet } from "./subnet";
import { vault } from "./vault";
import { virtualNetwork } from "./virtualNetwork";
import { virtualNetworkLink } from "./virtualNetworkLink";
import { workspace } from "./workspace";

/** The types that the azure-native stand-in knows. Any other is refused. */
export const resourceTypes: readonly ResourceType[] = [
  actionGroup,
  activityLogAlert,
  diagnosticSetting,
  key,
  managementLockByScope,
  metricAlert,
  privateDnsZoneGroup,
  privateEndpoint,
  privateEndpointConnection,
  privateZone,
  resourceGroup,
  roleAssignment,
  scheduledQueryRule,
  subnet,
  vault,
  virtualNetwork,
  virtualNetworkLink,
  workspace,
];
