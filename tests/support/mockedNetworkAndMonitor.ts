/** What Azure's network and monitor answer under `mocks.ts`. */
import { login } from "./mockedAzure";

type Answer = (inputs: Record<string, string>) => { id: string; state: Record<string, unknown> };

/** A resource that comes out as it went in. `nameKey` is the input that names it. */
function asGiven(type: string, nameKey: string): Answer {
  return ({ resourceGroupName, ...rest }) => {
    const name = rest[nameKey]!;
    return { id: `${providersIn(resourceGroupName!)}/${type}/${name}`, state: { ...rest, name, type } };
  };
}

function providersIn(resourceGroupName: string): string {
  return `/subscriptions/${login.subscriptionId}/resourceGroups/${resourceGroupName}/providers`;
}

/** Answers by the resource's type. */
export const networkAndMonitor: Record<string, Answer> = {
  "azure-native:network:PrivateEndpoint": asGiven("Microsoft.Network/privateEndpoints", "privateEndpointName"),
  "azure-native:network:PrivateDnsZoneGroup": ({ resourceGroupName, privateEndpointName, ...rest }) => ({
    id: `${providersIn(resourceGroupName!)}/Microsoft.Network/privateEndpoints/${privateEndpointName}/privateDnsZoneGroups/${rest.privateDnsZoneGroupName}`,
    state: { ...rest, name: rest.privateDnsZoneGroupName },
  }),
  "azure-native:privatedns:PrivateZone": asGiven("Microsoft.Network/privateDnsZones", "privateZoneName"),
  "azure-native:privatedns:VirtualNetworkLink": ({ resourceGroupName, privateZoneName, ...rest }) => ({
    id: `${providersIn(resourceGroupName!)}/Microsoft.Network/privateDnsZones/${privateZoneName}/virtualNetworkLinks/${rest.virtualNetworkLinkName}`,
    state: { ...rest, name: rest.virtualNetworkLinkName },
  }),
  "azure-native:monitor:DiagnosticSetting": ({ resourceUri, ...rest }) => ({
    id: `${resourceUri}/providers/Microsoft.Insights/diagnosticSettings/${rest.name}`,
    state: { ...rest, type: "Microsoft.Insights/diagnosticSettings" },
  }),
  "azure-native:monitor:ActionGroup": asGiven("Microsoft.Insights/actionGroups", "actionGroupName"),
  "azure-native:monitor:MetricAlert": asGiven("Microsoft.Insights/metricAlerts", "ruleName"),
  "azure-native:monitor:ActivityLogAlert": asGiven("Microsoft.Insights/activityLogAlerts", "activityLogAlertName"),
  "azure-native:monitor:ScheduledQueryRule": asGiven("Microsoft.Insights/scheduledQueryRules", "ruleName"),
};
