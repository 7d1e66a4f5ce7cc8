/** The stand-in for Pulumi's azuread provider: the Terraform provider hashicorp/azuread behind Pulumi's bridge. */
import type { Azure } from "../../azure";
import type { PackageProvider } from "../packageProvider";
import { asLogin } from "../asLogin";
import { invokeGetClientConfig } from "./getClientConfig";
import { invokeGetServicePrincipal } from "./getServicePrincipal";
import { ServicePrincipalProvider } from "./servicePrincipal";

/** Serves `ServicePrincipal` and the functions that this product invokes; anything else of azuread is refused. */
export function azureadProvider(outer: Azure): PackageProvider {
  const azure = asLogin(outer);
  const functions = {
    "azuread:index/getClientConfig:getClientConfig": invokeGetClientConfig,
    "azuread:index/getServicePrincipal:getServicePrincipal": invokeGetServicePrincipal,
  };
  return {
    packageName: "azuread",
    version: "6.9.1",
    supportsAutonamingConfiguration: false,
    configure(configuration) {
      const { tenantId } = configuration;
      if (tenantId !== undefined && tenantId.toLowerCase() !== azure.state.tenantId.toLowerCase()) {
        throw new Error(
          `azuread:tenantId is '${tenantId}', and the simulated Azure has '${azure.state.tenantId}' alone: ` +
            "set that, or leave it out",
        );
      }
      return {
        resource(token) {
          if (token === "azuread:index/servicePrincipal:ServicePrincipal") return new ServicePrincipalProvider(azure);
          throw new Error(`unrecognized resource type: ${token}: the simulated Azure does not model it`);
        },
        invoke(token, args) {
          const invoke = functions[token as keyof typeof functions];
          if (invoke === undefined) {
            throw new Error(`unrecognized data function: ${token}: the simulated Azure does not model it`);
          }
          return invoke(azure, args);
        },
      };
    },
  };
}
