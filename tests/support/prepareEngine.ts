import { findEngine } from "../../tools/pulumi/findEngine";

/** Before the first test: on a machine without an engine it is built once, not by each worker that wants it. */
export default async function prepareEngine(): Promise<void> {
  await findEngine();
}
