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
    for (const part of ["  appOwnerTenantId: ", login.tenantId, `publisher is tenant ${kore.publisherTenantId}`]) {
      expect(error.message).toContain(part);
    }
  });

  it("hands out none of an app whose publisher Entra does not say, where one is expected", async () => {
    const args: Partial<KoreServicePrincipalArgs> = { mode: "lookup", appOwnerTenantId: kore.publisherTenantId };
    const { error } = await failure(program(args), { knowsPublisher: false });
    expect(error.message).toContain("the app's publisher is not known to Entra");
  });

  it.each<[string, Partial<KoreServicePrincipalArgs>]>([
    ["known", { objectId: kore.objectId, appOwnerTenantId: kore.publisherTenantId }],
    ["an object ID known later", { objectId: pulumi.output(kore.objectId), appOwnerTenantId: kore.publisherTenantId }],
    ["both later", { objectId: pulumi.output(kore.objectId), appOwnerTenantId: pulumi.output(kore.publisherTenantId) }],
  ])("refuses to pass over the publisher's check, which an object ID leaves no room for: %s", async (_, args) => {
    const { error, deployment } = await failure(program(args));
    expect(error.message).toMatch(/^KoreServicePrincipal "kore": 1 problem\n {2}appOwnerTenantId: /);
    expect(error.message).toContain("with objectId Entra is not touched");
    expect(deployment.calls).toEqual([]);
  });

  it.each<[string, Partial<KoreServicePrincipalArgs>, World, string, RegExp]>([
    ["B12 another publisher", { appOwnerTenantId: login.tenantId }, {}, kore.objectId, /publisher is tenant/],
    ["none to look up", { mode: "lookup" }, { hasServicePrincipal: false }, "", /No service principal found/],
  ])("only warns while access is revoked: %s", async (_, args, world, objectId, said) => {
    const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
    try {
      const { outputs } = await deploy(program({ ...args, koreAccess: "revoked" }), world);
      expect(outputs).toEqual({ objectId, clientId: kore.clientId });
      expect(warn.mock.calls).toEqual([[expect.stringMatching(said)]]);
    } finally {
      warn.mockRestore();
    }
  });

  it("tells all bad arguments at once and makes nothing", async () => {
    const bad = { clientId: "kore", mode: "adopt", appOwnerTenantId: "kore.ai" } as unknown as KoreServicePrincipalArgs;
    const { error, deployment } = await failure(program(bad));
    expect(error.message).toContain('KoreServicePrincipal "kore": 3 problems');
    for (const key of ["  clientId:", "  mode:", "  appOwnerTenantId:"]) {
      expect(error.message).toContain(key);
    }
    expect(deployment.made).toEqual([]);
  });

  it("tells what is missing and what there is not, and makes nothing", async () => {
    const bad = { clientId: undefined, displayName: "Kore" } as unknown as KoreServicePrincipalArgs;
    const { error, deployment } = await failure(program(bad));
    for (const part of ["2 problems", "  clientId: (not set)", "ask Kore's support", '  displayName: "Kore"']) {
      expect(error.message).toContain(part);
    }
    expect(deployment.made).toEqual([]);
  });

  it("checks an argument that is known only later before anything is made with it", async () => {
    const { error, deployment } = await failure(program({ clientId: pulumi.output("kore") }));
    expect(error.message).toContain('  clientId: "kore"');
    expect(deployment.made).toEqual([]);
  });
});
