import { Tenant, expectRefusal, kore, roles, version } from "./tenant";

describe("A role assignment", () => {
  let tenant: Tenant;
  let vaultId: string;
  let principalId: string;
  const secondName = "88888888-8888-4888-8888-888888888888";

  beforeEach(async () => {
    tenant = await Tenant.create();
    vaultId = (await tenant.putVault()).id;
    principalId = await tenant.kore();
  });
  const put = (properties: Record<string, unknown>, name = "77777777-7777-4777-8777-777777777777", scope = vaultId) =>
    tenant.azure.arm.put(
      `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
      { properties: { principalId, roleDefinitionId: tenant.roleDefinitionId(roles.cryptoUser), ...properties } },
      version.role,
    );

  it("answers the role at the subscription, the scope, and the principal's type", async () => {
    const assignment = await put({
      roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${roles.cryptoUser.toUpperCase()}`,
      description: "Kore",
    });
    expect(assignment.properties).toMatchObject({
      roleDefinitionId: tenant.roleDefinitionId(roles.cryptoUser),
      principalId,
      principalType: "ServicePrincipal",
      scope: vaultId,
      description: "Kore",
      createdBy: tenant.azure.state.login.objectId,
    });
  });

  it("is named by a GUID", () =>
    expectRefusal(
      put({}, "kore"),
      400,
      "InvalidRoleAssignmentId",
      "The role assignment ID 'kore' is not valid. The role assignment ID must be a GUID.",
    ));

  it("is refused for a principal that the directory does not know, its type stated or not", async () => {
    const unknown = { principalId: "99999999-9999-4999-8999-999999999999" };
    const words =
      `Principal 99999999999949998999999999999999 does not exist in the directory ${tenant.azure.state.tenantId}. ` +
      "Check that you have the correct principal ID. If you are creating this principal and then immediately assigning " +
      "a role, this error might be related to a replication delay. In this case, set the role assignment principalType " +
      "property to a value, such as ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype";
    await expectRefusal(put(unknown), 400, "PrincipalNotFound", words);
    await expectRefusal(put({ ...unknown, principalType: "ServicePrincipal" }), 400, "PrincipalNotFound", words);
    await expectRefusal(put({ principalId: kore.appId }), 400, "PrincipalNotFound");
  });

  it("is refused where the stated type is another one", () =>
    expectRefusal(
      put({ principalType: "User" }),
      400,
      "UnmatchedPrincipalType",
      `has type 'ServicePrincipal' , which is different from specified PrinciaplType 'User'.`,
    ));

  it("is refused for a role that does not exist", async () => {
    const words = "The specified role definition with ID '99999999999949998999999999999999' does not exist.";
    const roleDefinitionId = tenant.roleDefinitionId("99999999-9999-4999-8999-999999999999");
    await expectRefusal(put({ roleDefinitionId }), 400, "RoleDefinitionDoesNotExist", words);
    await expectRefusal(put({ roleDefinitionId: roles.cryptoUser }), 400, "RoleDefinitionDoesNotExist");
  });

  it("is one per scope, principal and role, whatever its name", async () => {
    await put({});
    await expectRefusal(
      put({}, secondName),
      409,
      "RoleAssignmentExists",
      "The role assignment already exists. The ID of the existing role assignment is 77777777777747778777777777777777.",
    );
    await put({ roleDefinitionId: tenant.roleDefinitionId(roles.reader) }, secondName);
    await put({}, "99999999-9999-4999-8999-999999999999", tenant.group("rg"));
  });

  it("may be put again as it is, and its description changed", async () => {
    const first = await put({});
    const again = await put({ description: "why" });
    expect(again.properties).toMatchObject({ description: "why", createdOn: first.properties.createdOn });
  });

  it("keeps principal, role and scope for its life", async () => {
    await put({});
    const words = "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.";
    const { objectId } = tenant.azure.state.login;
    await expectRefusal(put({ principalId: objectId }), 400, "RoleAssignmentUpdateNotPermitted", words);
    const reader = { roleDefinitionId: tenant.roleDefinitionId(roles.reader) };
    await expectRefusal(put(reader), 400, "RoleAssignmentUpdateNotPermitted", words);
    await expectRefusal(put({}, undefined, tenant.group("rg")), 400, "RoleAssignmentUpdateNotPermitted", words);
  });

  it("needs a scope that exists, down to a key", async () => {
    await expectRefusal(put({}, undefined, tenant.vaultId("absent")), 404, "ResourceNotFound");
    await expectRefusal(put({}, undefined, `${vaultId}/keys/key-one`), 404, "ResourceNotFound");
    await tenant.putKey();
    const assignment = await put({}, undefined, `${vaultId}/keys/key-one`);
    expect(assignment.properties.scope).toBe(`${vaultId}/keys/key-one`);
    await put({}, secondName, tenant.subscription);
  });

  it("with a condition is refused: to ignore it would grant more", () =>
    expectRefusal(put({ condition: "@Resource[...]" }), 400, "InvalidRequestContent", "'condition'"));

  it("outlives its principal", async () => {
    const assignment = await put({});
    await tenant.azure.entra.deleteServicePrincipal(principalId);
    expect((await tenant.azure.arm.get(assignment.id, version.role)).name).toBe(assignment.name);
  });

  it("is deleted once", async () => {
    const assignment = await put({});
    await tenant.azure.arm.delete(assignment.id, version.role);
    await expectRefusal(tenant.azure.arm.delete(assignment.id, version.role), 404, "RoleAssignmentNotFound");
  });
});

describe("A built-in role", () => {
  it("can be read, and neither written nor deleted", async () => {
    const tenant = await Tenant.create();
    const id = tenant.roleDefinitionId(roles.cryptoUser);
    const role = await tenant.azure.arm.get(id, version.role);
    expect(role.properties).toMatchObject({
      roleName: "Key Vault Crypto User",
      permissions: [
        { dataActions: expect.arrayContaining(["Microsoft.KeyVault/vaults/keys/unwrap/action"]) as string[] },
      ],
    });
    await expectRefusal(tenant.azure.arm.put(id, {}, version.role), 405, "MethodNotAllowed");
    await expectRefusal(tenant.azure.arm.delete(id, version.role), 405, "MethodNotAllowed");
  });
});
