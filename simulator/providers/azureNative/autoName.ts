/** The name of a resource that the program left unnamed (pulumi/pulumi-azure-native, provider.go, `getDefaultName`). */
import { createHash, randomBytes } from "node:crypto";
import { v4 } from "uuid";
import type { CheckRequest } from "../packageProvider";
import type { PropertyValue } from "../propertyValues";
import type { AutoName } from "./resourceType";

/** Marks inputs whose name was made up: such a resource can be replaced before the old one is deleted. */
export const CREATE_BEFORE_DELETE = "__createBeforeDelete";

/**
 * @returns the name and whether it is a made-up one; `undefined` where `pulumi:autonaming` forbids to make one up.
 */
export function autoName(
  kind: AutoName,
  parameter: string,
  request: CheckRequest,
): { name: PropertyValue; createBeforeDelete: boolean } | undefined {
  const old = request.oldInputs[parameter];
  if (old !== undefined) return { name: old, createBeforeDelete: request.oldInputs[CREATE_BEFORE_DELETE] === true };

  const { autonaming } = request;
  if (autonaming?.mode === "disable") return undefined;
  // A proposed name does for random and copied names; a role assignment's must stay a UUID.
  if (autonaming?.mode === "enforce" || (autonaming?.mode === "propose" && kind !== "uuid")) {
    return { name: autonaming.proposedName, createBeforeDelete: true };
  }
  switch (kind) {
    case "random":
      return { name: request.name + seededBytes(request, 4).toString("hex"), createBeforeDelete: true };
    case "uuid":
      return { name: v4({ random: seededBytes(request, 16) }), createBeforeDelete: true };
    case "copy":
      return { name: request.name, createBeforeDelete: false };
  }
}

/**
 * The same bytes for the same seed and name, so that an update plan gives the name that its preview showed. The
 * engine's own generator draws other digits from the same seed; nothing depends on which.
 */
function seededBytes(request: CheckRequest, count: number): Buffer {
  if (request.randomSeed.length === 0) return randomBytes(count);
  return createHash("sha512").update(request.randomSeed).update(request.name).digest().subarray(0, count);
}
