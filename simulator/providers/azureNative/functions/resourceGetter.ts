/** Functions that read one resource by its path parameters: all but a few of azure-native's. */
import { AzureError } from "../../../model";
import { toOutputs } from "../convert";
import { idOf } from "../resourceId";
import type { ResourceType } from "../resourceType";
import { toResponseBody } from "../resourceType";
import { string } from "../shape";
import { validateObject } from "../validate";
import type { ProviderFunction } from "./providerFunction";

/** The function that reads a resource of this type. Its result has `id` beside what the resource's outputs have. */
export function resourceGetter(token: string, type: ResourceType): ProviderFunction {
  return {
    token,
    async invoke(args, { azure, subscriptionId }) {
      const failures = validateObject(type.pathParameters, args, "");
      if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("; "));
      const id = idOf(type, args, subscriptionId);
      try {
        const resource = await azure.arm.get(id, type.apiVersion);
        return {
          ...toOutputs({ id: string, ...type.response }, toResponseBody(resource)),
          azureApiVersion: type.apiVersion,
        };
      } catch (error) {
        if (!(error instanceof AzureError)) throw error;
        throw new AzureError(error.status, error.code, `request failed ${id}: ${error.message}`, error.innerCode);
      }
    },
  };
}
