import { findCloud } from "../../../components/plan/clouds";
import { providerLogin } from "../../../operator/login/providerLogin";

const cloud = findCloud("public")!;
const app = {
  ARM_CLIENT_ID: "7d2f8a34-51b6-4f0e-9c83-2b1f0d6e4a11",
  ARM_TENANT_ID: "33333333-3333-4333-8333-333333333333",
};
const login = (environment: Record<string, string>, configured: Record<string, string> = {}) => {
  const { credential, isConfigured, note } = providerLogin(undefined, cloud, configured, environment);
  return { kind: credential.constructor.name, credential, isConfigured, note };
};
describe("the doctor's login", () => {
  it("is DefaultAzureCredential where no login is configured for the provider, and says that the provider reads no AZURE_CLIENT_ID", () => {
    expect(login({})).toMatchObject({ kind: "DefaultAzureCredential", isConfigured: false, note: undefined });
    expect(login({ ARM_CLIENT_ID: "", AZURE_CLIENT_ID: "x" })).toMatchObject({
      kind: "DefaultAzureCredential",
      isConfigured: false,
      note: expect.stringContaining("ARM_USE_DEFAULT_AZURE_CREDENTIAL") as unknown,
    });
    expect(login({ ...app, ARM_USE_DEFAULT_AZURE_CREDENTIAL: "true", AZURE_CLIENT_ID: "x" })).toMatchObject({
      kind: "DefaultAzureCredential",
      isConfigured: true,
      note: undefined,
    });
  });

  it("is the app that the provider signs in as, whatever AZURE_CLIENT_ID says", () => {
    const secret = { ARM_CLIENT_SECRET: "s" };
    expect(login({ ...app, ...secret, AZURE_CLIENT_ID: "x" })).toMatchObject({
      kind: "ClientSecretCredential",
      isConfigured: true,
    });
    expect(login({ ...app, ARM_CLIENT_CERTIFICATE_PATH: "app.pem", ...secret }).kind).toBe(
      "ClientCertificateCredential",
    );
    expect(login({ ...app, ARM_USE_OIDC: "true", ARM_OIDC_TOKEN: "t" }).kind).toBe("ClientAssertionCredential");
    expect(login({ ARM_USE_MSI: "true" }).kind).toBe("ManagedIdentityCredential");
    expect(login({ ...app, ARM_USE_MSI: "true" }).kind).toBe("ManagedIdentityCredential");
    expect(login({ ...app, ...secret, ARM_USE_MSI: "true" }).kind).toBe("ClientSecretCredential");
    expect(
      login(secret, { "azure-native:clientId": app.ARM_CLIENT_ID, "azure-native:tenantId": app.ARM_TENANT_ID }).kind,
    ).toBe("ClientSecretCredential");
  });

  it("refuses an app without its tenant, or without anything to sign in with", () => {
    expect(() => login({ ARM_CLIENT_ID: app.ARM_CLIENT_ID, ARM_CLIENT_SECRET: "s" })).toThrow(
      "no tenant is configured",
    );
    const rests: Record<string, string>[] = [{}, { ARM_OIDC_TOKEN: "t" }, { ARM_USE_OIDC: "true" }];
    for (const rest of rests) {
      expect(() => login({ ...app, ...rest })).toThrow(`signs in as app ${app.ARM_CLIENT_ID}`);
    }
  });
});
