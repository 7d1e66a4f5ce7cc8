/** A GET for which there is no client here. */
import {
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
} from "@azure/core-rest-pipeline";

/** Goes through the Azure SDK's own pipeline: its retries, its proxy. Whatever is no JSON comes out as an empty body. */
export async function getJson<Body extends object>(
  url: string,
  bearer: string,
): Promise<{ status: number; body: Partial<Body> }> {
  const headers = createHttpHeaders({ authorization: `Bearer ${bearer}`, accept: "application/json" });
  const { status, bodyAsText } = await createPipelineFromOptions({}).sendRequest(
    createDefaultHttpClient(),
    createPipelineRequest({ url, headers }),
  );
  try {
    return { status, body: JSON.parse(bodyAsText ?? "") as Partial<Body> };
  } catch {
    return { status, body: {} };
  }
}
