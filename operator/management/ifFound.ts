import { isRestError } from "@azure/core-rest-pipeline";

/** What Azure answered; undefined if it answered that there is no such thing. */
export async function ifFound<Answer>(call: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isRestError(error) && error.statusCode === 404) return undefined;
    throw error;
  }
}
