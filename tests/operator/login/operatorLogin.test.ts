import { ClientSecretCredential, DefaultAzureCredential } from "@azure/identity";
import { findCloud } from "../../../components/plan/clouds";
import { operatorLogin } from "../../../operator/login/operatorLogin";

describe("the login of the commands that work on a stack", () => {
  const before = process.env;
  afterEach(() => (process.env = before));

  const tenantId = "11111111-1111-4111-8111-111111111111";
  const app = {
    ARM_CLIENT_ID: "44444444-4444-4444-8444-444444444444",
    ARM_TENANT_ID: tenantId,
    ARM_CLIENT_SECRET: "s",
  };
  const loginWith = (environment: NodeJS.ProcessEnv) => {
    process.env = environment;
    return operatorLogin(tenantId, findCloud("public")!);
  };

  it.each([
    ["that pulumi up is told", app, ClientSecretCredential],
    ["of AZURE_CLIENT_ID, which the person has chosen", { ...app, AZURE_CLIENT_ID: "x" }, DefaultAzureCredential],
    ["of az, where nothing is told", {}, DefaultAzureCredential],
  ])("is that %s", (_, environment, kind) => expect(loginWith(environment)).toBeInstanceOf(kind));

  it("says what is missing of an app that is told by half", () =>
    expect(() => loginWith({ ARM_CLIENT_ID: app.ARM_CLIENT_ID })).toThrow("no credential is configured"));
});
