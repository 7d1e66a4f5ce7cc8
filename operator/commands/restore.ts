/** `kore-byok restore`: the way back from `revoke`. */
import type { Command } from "commander";
import { type AccessCommand, configureAccessCommand } from "../access/accessCommand";

const restore: AccessCommand = {
  name: "restore",
  description: "Gives Kore its access back: the same role assignments under the same names, and the delete lock.",
  wanted: "active",
  outcome: "restored",
  warning: "Kore can use the key again once this works.",
  question: "Give Kore its access back?",
  after:
    "It may take Azure up to 10 minutes to apply this. Then try it: kore-byok verify --wait 600, and the Test button of Kore's console.",
};

/** Adds description, options and action. */
export const configure = (command: Command): void => configureAccessCommand(command, restore);
