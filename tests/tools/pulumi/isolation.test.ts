import { isolate } from "../../../tools/pulumi/isolation";

describe("isolate", () => {
  it("takes logins, stacks and pipelines out, and leaves what finds programs, plugins and a mirror", () => {
    const kept = { PATH: "/bin", HOME: "/home", PULUMI_HOME: "/plugins", HTTPS_PROXY: "http://proxy", CIRCLE: "1" };
    const environment: NodeJS.ProcessEnv = {
      ...kept,
      ARM_CLIENT_ID: "app",
      AZURE_TENANT_ID: "tenant",
      IDENTITY_ENDPOINT: "http://169.254.169.254",
      PULUMI_STACK: "prod",
      TF_BUILD: "True",
      CI: "",
    };

    isolate(environment);

    expect(environment).toEqual({ ...kept, no_grpc_proxy: "127.0.0.1,localhost" });
  });
});
