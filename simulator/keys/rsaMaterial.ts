import { generateKeyPair, generateKeyPairSync, randomBytes } from "node:crypto";
import { promisify } from "node:util";

const generate = promisify(generateKeyPair);

/** A new RSA private key as PKCS#8 PEM, made off the main thread: 4096 bits take about a second. */
export async function generateRsaKey(bits: number): Promise<string> {
  const { privateKey } = await generate("rsa", { modulusLength: bits });
  return privateKey.export({ type: "pkcs8", format: "pem" }) as string;
}

/** The same, at once: for what a test plants. */
export function generateRsaKeySync(bits: number): string {
  return generateKeyPairSync("rsa", { modulusLength: bits }).privateKey.export({
    type: "pkcs8",
    format: "pem",
  }) as string;
}

/** The name of a key version: 32 lower-case hexadecimal characters (learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates). */
export function newVersionName(): string {
  return randomBytes(16).toString("hex");
}
