/** A new version of the key, made on the data plane: Azure Resource Manager never changes a key. */
import type { TokenCredential } from "@azure/identity";
import { isRestError } from "@azure/core-rest-pipeline";
import { KeyClient } from "@azure/keyvault-keys";
import { CommandError } from "../commandError";
import { type Asked, explainFailure } from "../verify/cause";
import type { KeyVersion } from "./report";

export interface KeyToRotate {
  /** All versions, newest first. @throws CommandError */
  versions(): Promise<KeyVersion[]>;
  /**
   * Makes a new version and answers its name.
   *
   * @param before the versions before, which tell whether a lost answer hides a new one
   * @throws CommandError
   */
  rotate(before: KeyVersion[]): Promise<string>;
}

export function keyToRotate(credential: TokenCredential, asked: Asked): KeyToRotate {
  const { vaultUri, keyName } = asked;
  const reading = new KeyClient(vaultUri, credential);
  // Not repeated by the client: each repetition would make a version of its own.
  const rotating = new KeyClient(vaultUri, credential, { retryOptions: { maxRetries: 0 } });

  async function versions(): Promise<KeyVersion[]> {
    try {
      const found = [];
      for await (const each of reading.listPropertiesOfKeyVersions(keyName)) found.push(each);
      found.sort((one, other) => (other.createdOn?.getTime() ?? 0) - (one.createdOn?.getTime() ?? 0));
      // Versions of the same second stand in no order: the key without a version says which is the current one.
      const current = (await reading.getKey(keyName)).properties.version;
      return found
        .map((each) => ({
          version: each.version ?? "",
          created: each.createdOn?.toISOString() ?? null,
          enabled: each.enabled !== false,
          current: each.version === current,
        }))
        .sort((one, other) => Number(other.current) - Number(one.current));
    } catch (error) {
      throw explain(error, "Nothing was changed.");
    }
  }

  function explain(error: unknown, state: string): CommandError {
    const { cause, fix, kind } = explainFailure(error, asked);
    const role = "Making a version takes Key Vault Crypto Officer at the key; Crypto User does not suffice.";
    return new CommandError(`${cause} ${state}`, kind === "role" ? `${role} ${fix}` : fix);
  }

  return {
    versions,
    async rotate(before) {
      try {
        const { properties } = await rotating.rotateKey(keyName);
        return properties.version!;
      } catch (error) {
        const answered = isRestError(error) && error.statusCode !== undefined && error.statusCode < 500;
        if (answered) throw explain(error, "No version was made.");
        // The answer was lost; the version may be there all the same.
        const known = new Set(before.map(({ version }) => version));
        const made = (await versions()).find(({ version }) => !known.has(version));
        if (made !== undefined) return made.version;
        throw explain(error, "No version was made.");
      }
    },
  };
}
