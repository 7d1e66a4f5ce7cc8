import { RestError } from "@azure/core-rest-pipeline";
import { wasAccepted, wasRefused } from "../../../operator/failure/answerOf";

describe("a failed call", () => {
  it.each([
    [200, undefined, "accepted"],
    [201, undefined, "accepted"],
    [202, undefined, "accepted"],
    // A proxy's page.
    [200, RestError.PARSE_ERROR, "unknown"],
    [302, undefined, "unknown"],
    [400, undefined, "refused"],
    [403, undefined, "refused"],
    [429, undefined, "refused"],
    [500, undefined, "unknown"],
    [503, undefined, "unknown"],
    [undefined, "ECONNRESET", "unknown"],
  ])("with status %s and code %s was %s", (statusCode, code, outcome) => {
    const error = new RestError("no", { statusCode, code });

    expect([wasAccepted(error), wasRefused(error)]).toEqual([outcome === "accepted", outcome === "refused"]);
  });

  it("of another kind is neither", () => {
    expect([wasAccepted(new Error("no")), wasRefused(undefined)]).toEqual([false, false]);
  });
});
