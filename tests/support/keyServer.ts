/**
 * A stand-in for the key server that the tests' stacks get the key of their secrets from. They have no secrets, and a
 * passphrase's key takes the engine a fifth of a second at each run: half of what it takes at all.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** For `pulumi stack init`: HashiCorp Vault's transit secrets engine. */
export const secretsProvider = "hashivault://tests";

/** Starts it for all tests, whose engines find it by their environment. It ends with the process. */
export async function startKeyServer(): Promise<void> {
  const plaintext = Buffer.alloc(32).toString("base64");
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ data: { plaintext, ciphertext: "vault:v1:any" } }));
  });
  await once(server.listen(0, "127.0.0.1").unref(), "listening");
  process.env["VAULT_SERVER_URL"] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env["VAULT_SERVER_TOKEN"] = "any";
}
