/** `kore-byok revoke`: the kill switch. */
import type { Command } from "commander";
import { type AccessCommand, configureAccessCommand } from "../access/accessCommand";

const revoke: AccessCommand = {
  name: "revoke",
  description:
    "Takes Kore's access to the key away: removes the role assignments of Kore's principal and nothing else. The delete lock, under which Azure would refuse that, is lifted while access is revoked.",
  wanted: "revoked",
  outcome: "revoked",
  warning:
    "Kore cannot decrypt the company's data any more once this works: bots that are encrypted with this key stop. The key and the vault stay as they are.",
  question: "Take Kore's access away?",
  after:
    "Azure may let the old assignment work for up to 10 minutes. How long Kore keeps keys that it has decrypted is not published: ask Kore.\nThe way back: kore-byok restore",
};

/** Adds description, options and action. */
export const configure = (command: Command): void => configureAccessCommand(command, revoke);
