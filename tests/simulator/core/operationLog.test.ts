import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { createAzure } from "../../../simulator/createAzure";
import { Tenant, kore, version } from "./tenant";

describe("The operation log", () => {
  it("has one entry per call, in Azure's words, with status and caller", async () => {
    const tenant = await Tenant.create();
    const { azure } = tenant;
    const vault = await tenant.putVault();
    await tenant.putVault();
    await tenant.putKey();
    await tenant.assign(vault.id, await tenant.kore());
    await azure.keys.rotate(vault.id, "key-one", { objectId: "oid", from: "20.1.2.3" });
    await azure.keys.update(vault.id, "key-one", undefined, { enabled: false });
    await azure.keys.softDelete(vault.id, "key-one");
    await azure.entra.findServicePrincipal({ appId: kore.appId });
    await azure.arm.get(vault.id, version.vault);
    await azure.arm.delete(
      `${vault.id}/providers/microsoft.authorization/ROLEASSIGNMENTS/77777777-7777-4777-8777-777777777777`,
      version.role,
    );

    expect(azure.log.entries.map(({ face, action, status }) => `${face} ${action} ${status}`)).toEqual([
      "arm PUT Microsoft.Resources/resourceGroups 201",
      "arm PUT Microsoft.KeyVault/vaults 201",
      "arm PUT Microsoft.KeyVault/vaults 200",
      "arm PUT Microsoft.KeyVault/vaults/keys 201",
      "entra POST Graph/servicePrincipals 201",
      "arm PUT Microsoft.Authorization/roleAssignments 201",
      "keyvault POST keys/rotate 200",
      "keyvault PATCH keys 200",
      "keyvault DELETE keys 200",
      "entra GET Graph/servicePrincipals 200",
      "arm GET Microsoft.KeyVault/vaults 200",
      "arm DELETE Microsoft.Authorization/roleAssignments 200",
    ]);
    expect(azure.log.entries[1]).toMatchObject({ target: vault.id, caller: azure.state.login.objectId });
    expect(azure.log.entries[6]).toMatchObject({ target: `${vault.id}/keys/key-one`, caller: "oid", from: "20.1.2.3" });
  });

  it("has the refused calls too, with their codes", async () => {
    const tenant = await Tenant.create();
    const { azure } = tenant;
    await expect(azure.arm.get(tenant.vaultId(), version.vault)).rejects.toThrow();
    await expect(azure.arm.put(tenant.id("Microsoft.Foo/bars", "x"), {}, "2024-01-01")).rejects.toThrow();
    await expect(azure.arm.get("nonsense", "2024-01-01")).rejects.toThrow();
    await expect(azure.entra.createServicePrincipal(kore.appId)).rejects.toThrow();
    expect(azure.log.entries.slice(1).map(({ action, status, code }) => [action, status, code])).toEqual([
      ["GET Microsoft.KeyVault/vaults", 404, "ResourceNotFound"],
      ["PUT Microsoft.Foo/bars", 404, "InvalidResourceNamespace"],
      ["GET (malformed ID)", 404, "MissingSubscription"],
      ["POST Graph/servicePrincipals", 400, "Request_BadRequest"],
    ]);
  });

  it("goes to a file as JSON lines, after those of earlier runs", async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "simulated-azure-"));
    const logFile = path.join(folder, "operations.jsonl");
    const first = await Tenant.create({ logFile });
    const second = await Tenant.create({ logFile });
    const lines = fs.readFileSync(logFile, "utf8").trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      ...first.azure.log.entries,
      ...second.azure.log.entries,
    ]);
    fs.rmSync(folder, { recursive: true });
  });

  it("is refused at the start where its file cannot be written, and the state file is free again", async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "simulated-azure-"));
    const stateFile = path.join(folder, "state.json");
    await expect(createAzure({ stateFile, logFile: folder })).rejects.toThrow(
      /The log file .* cannot be written \(.*\)\. Give a path that is writable/,
    );
    await (await createAzure({ stateFile })).close();
    fs.rmSync(folder, { recursive: true });
  });

  it("lets a call stand whose line cannot be written, and says so once", async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "simulated-azure-"));
    const logFile = path.join(folder, "operations.jsonl");
    const warn = jest.spyOn(process, "emitWarning").mockImplementation(() => undefined);
    const tenant = await Tenant.create({ logFile });
    fs.rmSync(folder, { recursive: true });

    await tenant.putVault();
    await tenant.putKey();

    expect(tenant.azure.log.entries.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(warn.mock.calls.map(([warning]) => warning)).toEqual([expect.stringContaining(logFile)]);
    warn.mockRestore();
  });

  it("is stamped with the simulated clock", async () => {
    const tenant = await Tenant.create();
    tenant.azure.outside.advanceClock(3_600_000);
    await tenant.putVault();
    expect(tenant.azure.log.entries[1]!.at).toBeGreaterThanOrEqual(Date.now() + 3_590_000);
  });
});

describe("A call of a face's own", () => {
  it("is logged with its outcome and meets the faults", async () => {
    const { azure } = await Tenant.create();
    const call = { face: "keyvault", action: "POST keys/decrypt", target: "https://kv/keys/k" } as const;
    expect(await azure.perform(call, () => "plain text")).toBe("plain text");
    azure.faults.add({ action: "POST keys/decrypt", kind: "refuse", status: 429, code: "Throttled" });
    await expect(azure.perform(call, () => "plain text")).rejects.toMatchObject({ status: 429 });
    await expect(azure.perform(call, () => Promise.reject(new Error("defect")))).rejects.toThrow("defect");
    expect(azure.log.entries.slice(1).map(({ status, code }) => [status, code])).toEqual([
      [200, undefined],
      [429, "Throttled"],
      [500, "InternalServerError"],
    ]);
  });
});
