/** Check: fills in name, location and API version, then validates. */
import type { Azure } from "../../azure";
import type { CheckRequest, CheckResult } from "../packageProvider";
import type { PropertyMap, PropertyValue } from "../propertyValues";
import { UNKNOWN } from "../propertyValues";
import { autoName, CREATE_BEFORE_DELETE } from "./autoName";
import type { ResourceType } from "./resourceType";
import { ownNameParameter } from "./resourceType";
import { string } from "./shape";
import { validateObject } from "./validate";

/** What Check needs beside the request. */
export interface CheckContext {
  azure: Azure;
  subscriptionId: string;
  /** `azure-native:location`. */
  defaultLocation: string | undefined;
}

/** API version with which azure-native reads a resource group's location (provider.go, `apiVersionResources`). */
const RESOURCE_GROUPS_API_VERSION = "2020-10-01";

/** Fills in what the program leaves out, then tells every problem at once. Unknown values are passed on unchecked. */
export async function check(type: ResourceType, request: CheckRequest, context: CheckContext): Promise<CheckResult> {
  const inputs: PropertyMap = { ...request.newInputs };
  const nameParameter = ownNameParameter(type);
  if (inputs[nameParameter] === undefined) {
    const chosen = autoName(type.autoName, nameParameter, request);
    if (chosen !== undefined) {
      inputs[nameParameter] = chosen.name;
      if (chosen.createBeforeDelete) inputs[CREATE_BEFORE_DELETE] = true;
    }
  }
  if ("location" in type.body && inputs["location"] === undefined) {
    const location = await autoLocation(request.oldInputs, inputs, context);
    if (location !== undefined) inputs["location"] = location;
  }
  inputs["azureApiVersion"] ??= type.apiVersion;

  const visible = Object.fromEntries(Object.entries(inputs).filter(([name]) => !name.startsWith("__")));
  const properties = { ...type.pathParameters, ...type.body, azureApiVersion: string };
  const failures = validateObject(properties, visible, "");
  if (inputs["azureApiVersion"] !== type.apiVersion && inputs["azureApiVersion"] !== UNKNOWN) {
    failures.push({
      property: "azureApiVersion",
      reason:
        `'azureApiVersion' is ${JSON.stringify(inputs["azureApiVersion"])}; the simulated Azure has ${type.token} ` +
        `of the pinned SDK's version '${type.apiVersion}' alone`,
    });
  }
  return { inputs, failures };
}

/** Old input, then `azure-native:location`, then the resource group's (provider.go, `getDefaultLocation`). */
async function autoLocation(
  oldInputs: PropertyMap,
  inputs: PropertyMap,
  { azure, subscriptionId, defaultLocation }: CheckContext,
): Promise<PropertyValue | undefined> {
  if (oldInputs["location"] !== undefined) return oldInputs["location"];
  if (defaultLocation !== undefined) return defaultLocation;
  const resourceGroupName = inputs["resourceGroupName"];
  if (resourceGroupName === UNKNOWN) return UNKNOWN;
  if (typeof resourceGroupName !== "string") return undefined;
  const id = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}`;
  try {
    return (await azure.arm.get(id, RESOURCE_GROUPS_API_VERSION)).location;
  } catch {
    // As the real provider: a resource group that cannot be read gives no location, and Check or Azure complains.
    return undefined;
  }
}
