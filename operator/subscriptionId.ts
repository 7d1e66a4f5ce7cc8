/** The ID of a subscription on the command line. */
import { InvalidArgumentError } from "commander";
import { validate as isGuid } from "uuid";

/** @throws InvalidArgumentError if it is not a GUID */
export function parseSubscriptionId(text: string): string {
  if (isGuid(text)) return text;
  throw new InvalidArgumentError("It must be a subscription ID, such as 00000000-0000-4000-8000-000000000000.");
}
