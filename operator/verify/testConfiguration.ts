/** Kore's Test Configuration, rehearsed: the calls behind the console's button, made with Azure's own client. */
import { randomBytes } from "node:crypto";
import { CryptographyClient, KeyClient, type KeyClientOptions, type KeyVaultKey } from "@azure/keyvault-keys";
import { timeLimit } from "../management/timeLimit";
import type { Failure } from "../failure/failure";
import { explainVaultFailure } from "../failure/vaultFailure";
import { type Stage, type StageResult, stages } from "./stage";

/** `TokenCredential` of the Azure SDK, as `@azure/identity` implements it. */
type TokenCredential = ConstructorParameters<typeof KeyClient>[1];

/** What to rehearse, and as whom. */
export interface TestConfiguration {
  /** The vault's URI, as the stack output `vaultUri` has it. */
  vaultUri: string;
  keyName: string;
  /** Who calls. To rehearse what Kore will see, this must be Kore's principal. */
  credential: TokenCredential;
  /** Passed to the clients unchanged, retries included; a time limit for each request is added. */
  clientOptions?: KeyClientOptions;
  /** Called with each stage as soon as it is decided. */
  onStage?: (result: StageResult) => void;
}

/**
 * RSA-OAEP-256 alone. With RSA-OAEP and RSA1_5 the JavaScript client encrypts by itself, with the public key, which
 * "passes" on a disabled key and proves nothing.
 */
const algorithm = "RSA-OAEP-256";

/** As long as the data keys that services wrap (AES-256). */
const sampleLength = 32;

/**
 * Runs the stages in order. Never throws on a failed stage: that stage says why, and the later ones are `not run`.
 * The number of requests is one to read the key and one for each stage from `encryption` on, plus what the client
 * itself adds: its first call without a token, and the retries of `clientOptions`.
 */
export async function rehearseTestConfiguration(configuration: TestConfiguration): Promise<StageResult[]> {
  const { vaultUri, keyName, onStage } = configuration;
  const clientOptions: KeyClientOptions = {
    ...configuration.clientOptions,
    additionalPolicies: [...(configuration.clientOptions?.additionalPolicies ?? []), timeLimit],
  };
  const results: StageResult[] = [];
  const add = (result: StageResult): void => {
    results.push(result);
    onStage?.(result);
  };
  const pass = (stage: Stage, detail: string): void => add({ stage, passed: true, detail });
  const fail = (stage: Stage, failure: Failure): StageResult[] => {
    add({ stage, passed: false, detail: "failed", ...failure });
    for (const later of stages.slice(stages.indexOf(stage) + 1))
      add({ stage: later, passed: false, detail: "not run" });
    return results;
  };

  const host = new URL(vaultUri).host;
  const credential = watch(configuration.credential);
  const passed = {
    connection: `${host} answered, and its network rules admit the caller`,
    authentication: "Entra issued a token, and the vault took it",
  };
  let key: KeyVaultKey;
  try {
    key = await new KeyClient(vaultUri, credential, clientOptions).getKey(keyName);
  } catch (error) {
    const failure = explainVaultFailure(error, configuration);
    const stage = stageOfKeyRead(failure, credential);
    if (stage === "authentication" && credential.failed) pass("connection", `${host} answered`);
    else if (stage !== "connection") pass("connection", passed.connection);
    if (stage === "encryption") pass("authentication", passed.authentication);
    return fail(stage, failure);
  }
  pass("connection", passed.connection);
  pass("authentication", `${passed.authentication}; it may read the key, version ${key.properties.version}`);

  const client = new CryptographyClient(key, credential, clientOptions);
  const text = randomBytes(sampleLength);
  const dataKey = randomBytes(sampleLength);
  const bytes = `${sampleLength} random bytes`;
  let stage: Stage = "encryption";
  try {
    const { result: ciphertext } = await client.encrypt({ algorithm, plaintext: text });
    pass(stage, `${bytes} encrypted with ${algorithm}`);
    stage = "decryption";
    const { result: plaintext } = await client.decrypt({ algorithm, ciphertext });
    if (!text.equals(plaintext)) return fail(stage, mismatch);
    pass(stage, "the same bytes came back");
    stage = "wrapKey";
    const { result: wrapped } = await client.wrapKey(algorithm, dataKey);
    pass(stage, `a data key of ${bytes} wrapped with ${algorithm}`);
    stage = "unwrapKey";
    const { result: unwrapped } = await client.unwrapKey(algorithm, wrapped);
    if (!dataKey.equals(unwrapped)) return fail(stage, mismatch);
    pass(stage, "the same data key came back");
  } catch (error) {
    return fail(stage, explainVaultFailure(error, configuration));
  }
  return results;
}

const mismatch: Failure = {
  kind: "mismatch",
  cause: "The vault answered with other bytes than had been encrypted.",
  fix: "Do not put this key to use. Check what is between here and the vault, and ask Microsoft's support.",
};

/**
 * The stage that a failed key read belongs to. The vault judges the caller's address only after its token, so a
 * refused address shows late, but it is the connection that fails.
 */
function stageOfKeyRead({ kind }: Failure, credential: WatchedCredential): Stage {
  if (credential.failed) return "authentication";
  if (!credential.asked || kind === "firewall" || kind === "public-access") return "connection";
  return kind.startsWith("key-") ? "encryption" : "authentication";
}

interface WatchedCredential extends TokenCredential {
  /** The client asks for a token only once the vault has answered it. */
  asked: boolean;
  failed: boolean;
}

/** Passes all calls on, and notes whether a token was asked for and refused. */
function watch(credential: TokenCredential): WatchedCredential {
  const watched: WatchedCredential = {
    asked: false,
    failed: false,
    async getToken(scopes, options) {
      watched.asked = true;
      try {
        return await credential.getToken(scopes, options);
      } catch (error) {
        watched.failed = true;
        throw error;
      }
    },
  };
  return watched;
}
