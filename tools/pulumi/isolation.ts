/**
 * A run on the simulated Azure hears nothing of the shell or the pipeline that starts it: no login of theirs, no cloud,
 * no stack, no proxy between its own processes.
 */

/** What Azure's clients and providers, Pulumi and its CLI read, and how pipelines make themselves known. */
const heard = /^(ARM_|AZURE_|IDENTITY_|MSI_|PULUMI_|GITHUB_|TF_BUILD$|CI$)/;

/** Where the CLI keeps its plugins is a folder of the machine's, and nobody's setting of a stack. */
const kept = "PULUMI_HOME";

/**
 * Isolates a process, and so those that it starts. To be called before the first of them.
 *
 * @param environment the process's own, which is changed
 */
export function isolate(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(environment)) {
    if (heard.test(name) && name !== kept) delete environment[name];
  }
  // gRPC for JavaScript sends even what is for this machine to the proxy that https_proxy or http_proxy names.
  environment["no_grpc_proxy"] = "127.0.0.1,localhost";
}
