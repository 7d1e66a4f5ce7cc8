/** The login that the azure-native provider would use, as far as one is configured. */
import {
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  type TokenCredential,
} from "@azure/identity";
import type { Cloud } from "../../components/plan/clouds";
import { authorityHostOf, azureLogin } from "./azureLogin";
import { CommandError } from "../commandError";
import { signIn } from "./signIn";
import { oidcToken, type Read } from "./oidcToken";

/** A credential, and how far it is the provider's. */
export interface ProviderLogin {
  credential: TokenCredential;
  /** Whether the login is configured. The subscription then has to be too: the provider asks az only with `az login`. */
  isConfigured: boolean;
  /** How it may differ from the provider's. */
  note?: string;
}

/**
 * The provider's own order: DefaultAzureCredential if that is asked for, an app's certificate, secret or OIDC token, a
 * managed identity, `az login`. Source: pulumi/pulumi-azure-native, provider/pkg/provider/auth_azidentity.go.
 *
 * @param tenantId used if no other is configured
 * @param configured values of the stack's configuration, by their whole key; secrets are empty
 * @throws CommandError if an app is configured without its tenant or its credential
 */
export function providerLogin(
  tenantId: string | undefined,
  cloud: Cloud,
  configured: Record<string, string>,
  environment: NodeJS.ProcessEnv,
): ProviderLogin {
  const read: Read = (key, variable) => configured[`azure-native:${key}`] || environment[variable] || undefined;
  if (isOn(read("useDefaultAzureCredential", "ARM_USE_DEFAULT_AZURE_CREDENTIAL"))) {
    return { credential: azureLogin(tenantId, cloud), isConfigured: true };
  }
  const clientId = read("clientId", "ARM_CLIENT_ID");
  const tenant = read("tenantId", "ARM_TENANT_ID") ?? tenantId;
  if (clientId !== undefined && tenant !== undefined) {
    const authorityHost = authorityHostOf(cloud, environment);
    const credential = appCredential(tenant, clientId, read, { authorityHost });
    if (credential !== undefined) return { credential, isConfigured: true };
  }
  if (isOn(read("useMsi", "ARM_USE_MSI"))) {
    const whose = clientId === undefined ? {} : { clientId };
    return {
      credential: signIn((options) => new ManagedIdentityCredential({ ...options, ...whose })),
      isConfigured: true,
    };
  }
  if (clientId !== undefined) throw incompleteLogin(clientId, tenant);
  const note = environment["AZURE_CLIENT_ID"]
    ? "by AZURE_CLIENT_ID, which the provider reads only with ARM_USE_DEFAULT_AZURE_CREDENTIAL=true"
    : undefined;
  return { credential: azureLogin(tenantId, cloud), isConfigured: false, note };
}

function isOn(value: string | undefined): boolean {
  return /^(1|true)$/i.test(value ?? "");
}

/** What the app signs in with; undefined if nothing is configured. */
function appCredential(
  tenant: string,
  clientId: string,
  read: Read,
  authority: { authorityHost: string },
): TokenCredential | undefined {
  const certificatePath = read("clientCertificatePath", "ARM_CLIENT_CERTIFICATE_PATH");
  if (certificatePath !== undefined) {
    const certificatePassword = read("clientCertificatePassword", "ARM_CLIENT_CERTIFICATE_PASSWORD");
    const certificate = { certificatePath, certificatePassword };
    return signIn(
      (options) => new ClientCertificateCredential(tenant, clientId, certificate, { ...options, ...authority }),
    );
  }
  const secret = read("clientSecret", "ARM_CLIENT_SECRET");
  if (secret !== undefined) {
    return signIn((options) => new ClientSecretCredential(tenant, clientId, secret, { ...options, ...authority }));
  }
  const assertion = isOn(read("useOidc", "ARM_USE_OIDC")) ? oidcToken(read) : undefined;
  return (
    assertion &&
    signIn((options) => new ClientAssertionCredential(tenant, clientId, assertion, { ...options, ...authority }))
  );
}

function incompleteLogin(clientId: string, tenant: string | undefined): CommandError {
  return tenant === undefined
    ? new CommandError(
        `The provider signs in as app ${clientId}, but no tenant is configured.`,
        "Set ARM_TENANT_ID to the tenant of that app.",
      )
    : new CommandError(
        `The provider signs in as app ${clientId}, but no credential is configured.`,
        "Set ARM_CLIENT_SECRET, ARM_CLIENT_CERTIFICATE_PATH, or ARM_USE_OIDC with ARM_OIDC_TOKEN or ARM_OIDC_TOKEN_FILE_PATH; unset ARM_CLIENT_ID to use `az login`. A secret in the stack's configuration is not read here: `pulumi config get azure-native:clientSecret` prints it.",
      );
}
