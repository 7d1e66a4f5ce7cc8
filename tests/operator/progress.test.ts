import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { entry, type Run } from "./koreByok";
import { type OperatedVault, startOperatedVault } from "./operatedVault";

const asking = "Asking Azure for the private endpoint connections";

describe("the progress of a command", () => {
  let vault: OperatedVault;
  beforeAll(async () => {
    vault = await startOperatedVault();
    vault.installPulumi(vault.stackOutputs());
  });
  afterAll(() => vault.close());

  describe("on a real terminal, while Azure does not answer", () => {
    let silent: Server;
    beforeAll(async () => {
      silent = createServer(() => undefined).listen(0, "127.0.0.1");
      await once(silent, "listening");
    });
    afterAll(() => silent.close());

    it("leaves Ctrl-C to the terminal, which ends the command", async () => {
      const { port } = silent.address() as AddressInfo;
      const proxied = { ...vault.as("login"), HTTPS_PROXY: `http://127.0.0.1:${port}` };
      // With CI set there would be no spinner.
      const env = { ...process.env, ...proxied, PATH: vault.path, TERM: "xterm", CI: undefined };
      // util-linux's `script` gives its command a terminal of its own; what comes on standard input is typed there.
      const command = `stty cols 100; exec "${process.execPath}" "${entry}" connections`;
      const child = spawn("script", ["--quiet", "--return", "--command", command, "/dev/null"], {
        env: { ...env, HTTPS_PROXY: `http://127.0.0.1:${port}` },
      });
      let said = "";
      const spinning = new Promise<void>((begun) => {
        child.stdout.setEncoding("utf8").on("data", (text: string) => {
          said += text;
          if (said.includes(asking)) begun();
        });
      });
      const ended = once(child, "close") as Promise<[number | null]>;
      try {
        await Promise.race([spinning, ended]);
        expect(said).toContain(asking);
        const typed = Date.now();
        child.stdin.write("\u0003");
        const [exitCode] = await ended;

        // 128 and the number of SIGINT. Azure would have had 30 s.
        expect(exitCode).toBe(130);
        expect(Date.now() - typed).toBeLessThan(10_000);
      } finally {
        child.kill("SIGKILL");
      }
    });
  });

  it("is a line for each step on a terminal that reports no width", async () => {
    const run: Run = await vault.run(["connections"], {
      ...vault.as("login"),
      NODE_OPTIONS: `--require ${join(__dirname, "terminal.js")}`,
      TERMINAL_COLUMNS: "0",
      TERM: "xterm",
    });

    expect([run.exitCode, run.stderr]).toEqual([0, `${asking} of vault kv-kore-test\n`]);
  });
});
