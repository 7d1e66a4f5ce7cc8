import { type AzureState, AzureError } from "../model";

/**
 * Refuses a call for a resource provider that the subscription has not registered, reads included.
 *
 * Source: learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-register-resource-provider; status and
 * words as in Azure/azure-sdk-for-java#1154. That a GET is refused too is unverified.
 *
 * @throws AzureError 409 `MissingSubscriptionRegistration`.
 */
export function requireRegistered({ unregisteredProviders }: Readonly<AzureState>, namespace: string): void {
  const missing = unregisteredProviders?.find((each) => each.toLowerCase() === namespace.toLowerCase());
  if (missing === undefined) return;
  throw new AzureError(
    409,
    "MissingSubscriptionRegistration",
    `The subscription is not registered to use namespace '${missing}'. See https://aka.ms/rps-not-found for how to ` +
      `register subscriptions.`,
  );
}
