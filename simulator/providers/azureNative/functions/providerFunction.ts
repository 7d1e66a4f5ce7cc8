/** The declaration of one azure-native function. */
import type { PropertyMap } from "../../propertyValues";
import type { CheckContext } from "../check";

/** A function that a program invokes. */
export interface ProviderFunction {
  /** Such as `azure-native:keyvault:getVault`. */
  token: string;
  invoke(args: PropertyMap, context: CheckContext): PropertyMap | Promise<PropertyMap>;
}
