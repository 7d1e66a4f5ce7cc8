/** Stand-ins for the command-line tools that the doctor asks. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

export interface StandIns {
  /** Begins with the stand-ins. */
  PATH: string;
  /** What `pulumi config --json` prints. */
  configure(values: Record<string, string>): void;
  /** The IDs of the resources that `pulumi stack export` prints. */
  keepInState(...ids: string[]): void;
  /** az's default subscription; before this there is no az. */
  logInToAz(subscriptionId: string): void;
  close(): void;
}

export function installStandIns(): StandIns {
  const folder = mkdtempSync(join(tmpdir(), "doctor-"));
  const install = (tool: string, script: string): void => {
    writeFileSync(join(folder, tool), `#!/bin/sh\n${script}`);
    chmodSync(join(folder, tool), 0o755);
  };
  const write = (name: string, content: object): void => writeFileSync(join(folder, name), JSON.stringify(content));
  install(
    "pulumi",
    `case "$1 $2" in
"config --json") cat '${folder}/config.json';;
"stack export") cat '${folder}/state.json';;
*) echo "error: unknown command $*" >&2; exit 1;;
esac
`,
  );
  const standIns: StandIns = {
    PATH: [folder, "/usr/bin", "/bin"].join(delimiter),
    configure: (values) =>
      write(
        "config.json",
        Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value, secret: false }])),
      ),
    keepInState: (...ids) => write("state.json", { version: 3, deployment: { resources: ids.map((id) => ({ id })) } }),
    logInToAz: (subscriptionId) =>
      install("az", `[ "$*" = "account show --query id --output tsv" ] && echo ${subscriptionId}\n`),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
  // As that of a stack before its first `up`.
  write("state.json", { version: 3, deployment: { manifest: {} } });
  return standIns;
}
