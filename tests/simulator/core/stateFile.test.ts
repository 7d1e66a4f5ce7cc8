import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { createAzure } from "../../../simulator/createAzure";
import { Tenant, version } from "./tenant";

describe("The state file of the simulated Azure", () => {
  let folder: string;
  let stateFile: string;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "simulated-azure-"));
    stateFile = path.join(folder, "nested", "state.json");
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it("brings back what was there, key material and clock included", async () => {
    const first = await Tenant.create({ stateFile });
    const vault = await first.putVault();
    await first.putKey();
    first.azure.outside.advanceClock(60_000);
    const key = first.azure.keys.get(vault.id, "key-one");
    await first.azure.close();

    const second = await createAzure({ stateFile });
    expect(second.keys.get(vault.id, "key-one")).toEqual(key);
    expect(await second.arm.get(vault.id, version.vault)).toEqual(vault);
    expect(second.now()).toBeGreaterThanOrEqual(Date.now() + 59_000);
    await second.close();
  });

  it("holds every change before the call is answered, and is its owner's alone", async () => {
    const tenant = await Tenant.create({ stateFile });
    const vault = await tenant.putVault();
    expect(JSON.parse(fs.readFileSync(stateFile, "utf8"))).toEqual(tenant.azure.state);
    expect(fs.statSync(stateFile).mode & 0o777).toBe(0o600);
    await tenant.azure.arm.delete(vault.id, version.vault);
    expect(JSON.parse(fs.readFileSync(stateFile, "utf8"))).toEqual(tenant.azure.state);
    await tenant.azure.close();
  });

  it.each([
    ["half-written", '{ "formatVersion": 1, "tenantId": "1111', "is not whole JSON"],
    ["of another version", '{ "formatVersion": 2 }', "formatVersion 2"],
    ["of something else", '{ "formatVersion": 1, "colour": "red" }', "does not hold a simulated Azure"],
    ["empty", "", "is not whole JSON"],
  ])("refuses one that is %s, and leaves it as it is", async (_what, content, problem) => {
    fs.mkdirSync(path.dirname(stateFile), { recursive: true });
    fs.writeFileSync(stateFile, content);
    const message = await createAzure({ stateFile }).then(
      () => "",
      (error: Error) => error.message,
    );
    expect(message).toContain(stateFile);
    expect(message).toContain(problem);
    expect(message).toMatch(/move it away/);
    expect(fs.readFileSync(stateFile, "utf8")).toBe(content);
    expect(fs.readdirSync(path.dirname(stateFile))).toEqual(["state.json"]);
  });

  it("refuses one that cannot be read", async () => {
    fs.mkdirSync(stateFile, { recursive: true });
    await expect(createAzure({ stateFile })).rejects.toThrow(/state\.json .*cannot be read.*permissions/);
  });

  it("refuses one that a running simulation holds, until that one is closed", async () => {
    const first = await createAzure({ stateFile });
    await expect(createAzure({ stateFile })).rejects.toThrow(`in use by the simulated Azure of process ${process.pid}`);
    await first.close();
    await (await createAzure({ stateFile })).close();
  });

  describe("claimed by another process", () => {
    const ended = "4194305";
    beforeEach(() => {
      fs.mkdirSync(path.dirname(stateFile), { recursive: true });
      fs.writeFileSync(`${stateFile}.lock`, ended);
    });
    afterEach(() => jest.restoreAllMocks());

    it("is taken over where that one has ended", async () => {
      const azure = await createAzure({ stateFile });
      expect(fs.readdirSync(path.dirname(stateFile)).sort()).toEqual(["state.json", "state.json.lock"]);
      await azure.close();
      expect(fs.readdirSync(path.dirname(stateFile))).toEqual(["state.json"]);
    });

    it("is left to a third one that takes it over at the same time", async () => {
      const third = String(process.ppid);
      const kill = process.kill.bind(process);
      jest.spyOn(process, "kill").mockImplementation((pid, signal) => {
        if (String(pid) === ended) fs.writeFileSync(`${stateFile}.lock`, third);
        return kill(pid, signal);
      });
      await expect(createAzure({ stateFile })).rejects.toThrow(`in use by the simulated Azure of process ${third}`);
      expect(fs.readFileSync(`${stateFile}.lock`, "utf8")).toBe(third);
    });

    it("is left to one that is just writing its claim", async () => {
      fs.writeFileSync(`${stateFile}.lock`, "");
      await expect(createAzure({ stateFile })).rejects.toThrow(/of a process that is starting.*delete .*\.lock/);
    });
  });

  it("is refused in words where its folder cannot be written", async () => {
    const file = path.join(folder, "file");
    fs.writeFileSync(file, "");
    const inFile = path.join(file, "state.json");
    await expect(createAzure({ stateFile: inFile })).rejects.toThrow(
      /The state file .*file\/state\.json .*cannot be claimed \(.*\)\. Choose a state file in a folder that is writable/,
    );
  });

  it("refuses another tenant than it holds", async () => {
    await (await createAzure({ stateFile })).close();
    const tenantId = "99999999-9999-4999-8999-999999999999";
    await expect(createAzure({ stateFile, tenantId })).rejects.toThrow(/tenantId 11111111-.*not 99999999-/);
  });

  it("takes no change after the close", async () => {
    const azure = await createAzure({ stateFile });
    await azure.close();
    expect(() => azure.outside.takeVaultName("kv")).toThrow(/closed/);
  });
});

describe("A simulated Azure without a state file", () => {
  it("starts empty, with made-up identities that are not the nil GUID", async () => {
    const { state } = await createAzure();
    expect(state.resources).toEqual({});
    const guids = [state.tenantId, state.subscriptionId, state.login.objectId, state.login.clientId];
    expect(new Set(guids).size).toBe(4);
    for (const guid of guids)
      expect(guid).toMatch(/^(?!0{8})[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it("takes the identities that it is given", async () => {
    const tenantId = "99999999-9999-4999-8999-999999999999";
    expect((await createAzure({ tenantId })).state.tenantId).toBe(tenantId);
  });
});
