/** A new version of the key, made on the data plane: Azure Resource Manager never changes a key. */
import type { TokenCredential } from "@azure/identity";
import { KeyClient } from "@azure/keyvault-keys";
import { CommandError } from "../commandError";
import { timeLimit, wasLate } from "../management/timeLimit";
import { wasRefused } from "../failure/answerOf";
import { type Asked, explainVaultFailure } from "../failure/vaultFailure";
import type { KeyVersion } from "./report";

/** A key whose versions can be read and added to. */
export interface KeyToRotate {
  /**
   * All versions, newest first.
   *
   * @param made the version that has been made just before, which a failure to read must not hide
   * @throws CommandError
   */
  versions(made?: string): Promise<KeyVersion[]>;
  /**
   * Makes a new version and returns its name.
   *
   * @param before the versions before, which show whether a lost answer hides a new one
   * @throws CommandError
   */
  rotate(before: KeyVersion[]): Promise<string>;
}

/** What an error says besides the cause of a failure. */
interface State {
  /** What is done and what not, as a sentence. */
  done: string;
  /** How to go on, besides the fix of the failure. */
  next?: string;
}

const nothingChanged: State = { done: "Nothing was changed." };
const noVersion: State = { done: "No version was made." };

/** The fix of a missing role: another than that of `verify`, which uses the key as Kore does. */
const officer =
  "Assign yourself Key Vault Crypto Officer at the key: Crypto User does not suffice. A new role assignment takes several minutes to work.";

/** @param asked the key, by its vault and name */
export function keyToRotate(credential: TokenCredential, asked: Asked): KeyToRotate {
  const { vaultUri, keyName } = asked;
  const additionalPolicies = [timeLimit];
  const reading = new KeyClient(vaultUri, credential, { additionalPolicies });
  // Not repeated by the client: each repetition would make another version.
  const rotating = new KeyClient(vaultUri, credential, { retryOptions: { maxRetries: 0 }, additionalPolicies });

  const vaultName = new URL(vaultUri).host.split(".")[0];
  const next = `Do not simply repeat it: each rotation makes one more version. List them first: az keyvault key list-versions --vault-name ${vaultName} --name ${keyName}`;

  async function readVersions(state: State): Promise<KeyVersion[]> {
    try {
      // Versions of the same second have no order: the key without a version says which is the current one. Read first:
      // of a refused list the client does not keep what the vault said.
      const current = (await reading.getKey(keyName)).properties.version;
      const found = [];
      for await (const each of reading.listPropertiesOfKeyVersions(keyName)) found.push(each);
      found.sort((one, other) => (other.createdOn?.getTime() ?? 0) - (one.createdOn?.getTime() ?? 0));
      return found
        .map((each) => ({
          version: each.version ?? "",
          created: each.createdOn?.toISOString() ?? null,
          enabled: each.enabled !== false,
          current: each.version === current,
        }))
        .sort((one, other) => Number(other.current) - Number(one.current));
    } catch (error) {
      throw explain(error, state);
    }
  }

  function explain(error: unknown, { done, next }: State): CommandError {
    const { cause, fix, kind } = explainVaultFailure(error, asked);
    return new CommandError(`${cause} ${done}`, [kind === "role" ? officer : fix, next].filter(Boolean).join(" "));
  }

  return {
    versions: (made) =>
      readVersions(
        made === undefined
          ? nothingChanged
          : { done: `The new version ${made} has been made; all versions could not be listed afterwards.`, next },
      ),
    async rotate(before) {
      try {
        const { properties } = await rotating.rotateKey(keyName);
        return properties.version!;
      } catch (error) {
        if (wasRefused(error)) throw explain(error, noVersion);
        // The answer was lost; the version may be there all the same.
        const known = new Set(before.map(({ version }) => version));
        const after = await readVersions({
          done: "The answer to the rotation was lost, so it is not known whether it made a new version.",
          next,
        });
        const made = after.find(({ version }) => !known.has(version));
        if (made !== undefined) return made.version;
        throw explain(
          error,
          wasLate(error)
            ? { done: "There is no new version so far; the request may still be carried out.", next }
            : noVersion,
        );
      }
    },
  };
}
