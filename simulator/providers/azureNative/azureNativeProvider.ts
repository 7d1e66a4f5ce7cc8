/** The stand-in for Pulumi's azure-native provider. */
import type { Azure } from "../../azure";
import type { PackageProvider } from "../packageProvider";
import { asLogin } from "../asLogin";
import { ArmResourceProvider } from "./armResource";
import type { CheckContext } from "./check";
import { functions } from "./functions";
import { resourceTypes } from "./types";

/** The clouds' names, case not counting (pulumi/pulumi-azure-native, provider/pkg/azure/cloud/cloud.go). */
const CLOUD_NAMES = [
  "public",
  "azurecloud",
  "china",
  "azurechinacloud",
  "usgov",
  "usgovernment",
  "usgovernmentl4",
  "azureusgovernment",
  "azureusgovernmentcloud",
];

/** Serves the types and functions that this product uses; anything else of azure-native is refused. */
export function azureNativeProvider(azure: Azure): PackageProvider {
  return {
    packageName: "azure-native",
    version: "3.28.0",
    supportsAutonamingConfiguration: true,
    configure(configuration) {
      const context = contextOf(asLogin(azure), configuration);
      return {
        resource(token) {
          const type = resourceTypes.find((candidate) => candidate.token === token);
          if (type === undefined) {
            throw new Error(`Resource type ${token} not found: the simulated Azure does not model it`);
          }
          return new ArmResourceProvider(type, context);
        },
        invoke(token, args) {
          const found = functions.find((candidate) => candidate.token === token);
          if (found === undefined) {
            throw new Error(`Invoke type ${token} not found: the simulated Azure does not model it`);
          }
          return found.invoke(args, context);
        },
      };
    },
  };
}

function contextOf(azure: Azure, configuration: Record<string, string>): CheckContext {
  const { tenantId, subscriptionId } = azure.state;
  const { environment = "public" } = configuration;
  const problems = [
    CLOUD_NAMES.includes(environment.toLowerCase())
      ? undefined
      : `azure-native:environment is '${environment}', which is none of ${CLOUD_NAMES.join(", ")}`,
    differs("subscriptionId", configuration["subscriptionId"], subscriptionId),
    differs("tenantId", configuration["tenantId"], tenantId),
  ].filter((problem) => problem !== undefined);
  if (problems.length > 0) throw new Error(problems.join("; "));
  return { azure, subscriptionId, defaultLocation: configuration["location"] };
}

function differs(key: string, given: string | undefined, simulated: string): string | undefined {
  if (given === undefined || given.toLowerCase() === simulated.toLowerCase()) return undefined;
  return `azure-native:${key} is '${given}', and the simulated Azure has '${simulated}' alone: set that, or leave it out`;
}
