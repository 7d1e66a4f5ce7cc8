import { Tenant, expectRefusal, version } from "./tenant";

describe("Faults", () => {
  it("refuse without effect, as often as told, then no more", async () => {
    const tenant = await Tenant.create();
    tenant.azure.faults.add({
      action: "PUT Microsoft.KeyVault/vaults",
      kind: "refuse",
      times: 2,
      status: 429,
      code: "TooManyRequests",
      message: "Slow down.",
    });
    await expectRefusal(tenant.putVault(), 429, "TooManyRequests", "Slow down.");
    await expectRefusal(tenant.putVault(), 429, "TooManyRequests");
    await expectRefusal(tenant.azure.arm.get(tenant.vaultId(), version.vault), 404, "ResourceNotFound");
    await tenant.putVault();
  });

  it("lose the answer of a call that has taken effect", async () => {
    const tenant = await Tenant.create();
    tenant.azure.faults.add({ action: "PUT Microsoft.KeyVault/vaults", kind: "loseAnswer" });
    await expectRefusal(tenant.putVault(), 500, "InternalServerError");
    expect((await tenant.azure.arm.get(tenant.vaultId(), version.vault)).name).toBe("kv-one");
    expect(tenant.azure.log.entries[1]).toMatchObject({ status: 500 });
  });

  it("let a refusal of Azure through, where the answer would be lost", async () => {
    const tenant = await Tenant.create();
    tenant.azure.faults.add({ action: "*", kind: "loseAnswer" });
    await expectRefusal(tenant.azure.arm.get(tenant.vaultId(), version.vault), 404, "ResourceNotFound");
  });

  it("delay a call and then let it go on", async () => {
    const tenant = await Tenant.create();
    const order: string[] = [];
    await tenant.putVault();
    tenant.azure.faults.add({ action: "GET Microsoft.KeyVault/vaults", kind: "delay", milliseconds: 30 });
    await Promise.all([
      tenant.azure.arm.get(tenant.vaultId(), version.vault).then(() => order.push("delayed")),
      tenant.azure.arm.get(tenant.group("rg"), version.group).then(() => order.push("prompt")),
    ]);
    expect(order).toEqual(["prompt", "delayed"]);
  });

  it("hit only their action, in the order in which they were added, one per call", async () => {
    const tenant = await Tenant.create();
    tenant.azure.faults.add({ action: "*", kind: "refuse", code: "First" });
    tenant.azure.faults.add({ action: "DELETE Microsoft.KeyVault/vaults", kind: "refuse", code: "Other" });
    tenant.azure.faults.add({ action: "PUT Microsoft.KeyVault/vaults", kind: "refuse", code: "Second" });
    await expectRefusal(tenant.putVault(), 500, "First");
    await expectRefusal(tenant.putVault(), 500, "Second");
    await tenant.putVault();
    tenant.azure.faults.clear();
    await tenant.azure.arm.delete(tenant.vaultId(), version.vault);
  });

  it("reach Entra and the keys", async () => {
    const tenant = await Tenant.create();
    await tenant.putVault();
    await tenant.putKey();
    tenant.azure.faults.add({ action: "POST Graph/servicePrincipals", kind: "refuse", code: "Busy" });
    tenant.azure.faults.add({ action: "POST keys/rotate", kind: "refuse", code: "Busy" });
    await expectRefusal(tenant.kore(), 500, "Busy");
    await expectRefusal(tenant.azure.keys.rotate(tenant.vaultId(), "key-one"), 500, "Busy");
    expect(tenant.azure.keys.get(tenant.vaultId(), "key-one").versions).toHaveLength(1);
  });

  it("are refused where they make no sense", async () => {
    const { azure } = await Tenant.create();
    expect(() => azure.faults.add({ action: "*", kind: "delay" })).toThrow(/needs milliseconds/);
    expect(() => azure.faults.add({ action: "*", kind: "refuse", times: 0 })).toThrow(/times is 0/);
  });
});
