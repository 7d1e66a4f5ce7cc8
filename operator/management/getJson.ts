/** A GET request to a service that this package has no client for. */
import {
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
} from "@azure/core-rest-pipeline";
import { timeLimit } from "./timeLimit";

/**
 * Goes through the Azure SDK's own pipeline: its retries, its proxy, and the time limit of all requests. Anything that is
 * not JSON is returned as an empty body.
 */
export async function getJson<Body extends object>(
  url: string,
  bearer: string,
): Promise<{ status: number; body: Partial<Body> }> {
  const headers = createHttpHeaders({ authorization: `Bearer ${bearer}`, accept: "application/json" });
  const pipeline = createPipelineFromOptions({});
  pipeline.addPolicy(timeLimit.policy, { phase: "Sign" });
  const { status, bodyAsText } = await pipeline.sendRequest(
    createDefaultHttpClient(),
    createPipelineRequest({ url, headers }),
  );
  try {
    return { status, body: JSON.parse(bodyAsText ?? "") as Partial<Body> };
  } catch {
    return { status, body: {} };
  }
}
