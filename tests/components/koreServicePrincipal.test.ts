import * as pulumi from "@pulumi/pulumi";
import { KoreServicePrincipal, type KoreServicePrincipalArgs } from "../../components";
import { kore, login, type World } from "../support/mockedAzure";
import { deploy, failure } from "../support/mocks";

const program = (args: Partial<KoreServicePrincipalArgs>) => () => {
  const { objectId, clientId } = new KoreServicePrincipal("kore", { clientId: kore.clientId, ...args });
  return { objectId, clientId };
};
const found = { objectId: kore.objectId, clientId: kore.clientId };

describe("KoreServicePrincipal", () => {
  it("makes or adopts the service principal, states nothing else of it, and never deletes it", async () => {
    const deployment = await deploy(program({}));
    const { inputs, options } = deployment.find("ServicePrincipal", "kore-app");
    expect(inputs).toEqual({ clientId: kore.clientId, useExisting: true });
    expect(options.retainOnDelete).toBe(true);
    expect(deployment.outputs).toEqual(found);
    expect(deployment.calls).toEqual([]);
  });

  it("only reads it in lookup mode", async () => {
    const deployment = await deploy(program({ mode: "lookup" }));
    expect(deployment.made).toEqual([]);
    expect(deployment.calls).toEqual([
      { token: "azuread:index/getServicePrincipal:getServicePrincipal", inputs: { clientId: kore.clientId } },
    ]);
    expect(deployment.outputs).toEqual(found);
  });

  it("fails in lookup mode where there is none", async () => {
    const { error } = await failure(program({ mode: "lookup" }), { hasServicePrincipal: false });
    expect(error.message).toContain("No service principal found");
  });

  it.each(["create", "lookup"] as const)("does not touch Entra with a given object ID, in mode %s", async (mode) => {
    const deployment = await deploy(program({ mode, objectId: login.objectId }));
    expect(deployment.made).toEqual([]);
    expect(deployment.calls).toEqual([]);
    expect(deployment.outputs).toEqual({ objectId: login.objectId, clientId: kore.clientId });
  });

  it.each(["create", "lookup"] as const)(
    "hands out an object ID of the right publisher's app, in mode %s",
    async (mode) => {
      const { outputs } = await deploy(program({ mode, appOwnerTenantId: kore.publisherTenantId }));
      expect(outputs).toEqual(found);
    },
  );

  it.each<["create" | "lookup", World]>([
    ["create", {}],
    ["lookup", {}],
  ])("B12 hands out none of an app that another tenant publishes, in mode %s", async (mode, world) => {
    const { error } = await failure(program({ mode, appOwnerTenantId: login.tenantId }), world);
    expect(pulumi.RunError.isInstance(error)).toBe(true);
    for (const part of ["koreAppOwnerTenantId", login.tenantId, `publisher is tenant ${kore.publisherTenantId}`]) {
      expect(error.message).toContain(part);
    }
  });

  it("tells all bad arguments at once and makes nothing", async () => {
    const { error, deployment } = await failure(
      program({ clientId: "kore", objectId: "kore", appOwnerTenantId: "kore.ai" }),
    );
    expect(error.message).toContain('KoreServicePrincipal "kore": 3 problems');
    for (const key of ["  clientId:", "  objectId:", "  appOwnerTenantId:"]) {
      expect(error.message).toContain(key);
    }
    expect(deployment.made).toEqual([]);
  });

  it("checks an argument that is known only later before anything is made with it", async () => {
    const { error, deployment } = await failure(program({ clientId: pulumi.output("kore") }));
    expect(error.message).toContain('  clientId: "kore"');
    expect(deployment.made).toEqual([]);
  });
});
