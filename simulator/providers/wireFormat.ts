/** Check and Diff between Pulumi's protobuf messages and the stand-ins' own types. */
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import type { ChangeKind, CheckRequest, CheckResult, DiffRequest, DiffResult } from "./packageProvider";
import { fromStruct, toStruct } from "./propertyValues";

const AUTONAMING_MODES = {
  [proto.CheckRequest.AutonamingOptions.Mode.PROPOSE]: "propose",
  [proto.CheckRequest.AutonamingOptions.Mode.ENFORCE]: "enforce",
  [proto.CheckRequest.AutonamingOptions.Mode.DISABLE]: "disable",
} as const;

const CHANGE_KINDS: Record<ChangeKind, proto.PropertyDiff.Kind> = {
  add: proto.PropertyDiff.Kind.ADD,
  addReplace: proto.PropertyDiff.Kind.ADD_REPLACE,
  delete: proto.PropertyDiff.Kind.DELETE,
  deleteReplace: proto.PropertyDiff.Kind.DELETE_REPLACE,
  update: proto.PropertyDiff.Kind.UPDATE,
  updateReplace: proto.PropertyDiff.Kind.UPDATE_REPLACE,
};

/** Older engines send no name, but the URN holds it. */
export function toCheckRequest(request: proto.CheckRequest): CheckRequest {
  const autonaming = request.getAutonaming();
  return {
    name: request.getName() || (request.getUrn().split("::").at(-1) ?? ""),
    oldInputs: fromStruct(request.getOlds()),
    newInputs: fromStruct(request.getNews()),
    randomSeed: request.getRandomseed_asU8(),
    ...(autonaming !== undefined && {
      autonaming: { mode: AUTONAMING_MODES[autonaming.getMode()], proposedName: autonaming.getProposedName() },
    }),
  };
}

/** Failures go beside the inputs: an error would hide all but one. */
export function toCheckResponse(result: CheckResult): proto.CheckResponse {
  const response = new proto.CheckResponse();
  response.setInputs(toStruct(result.inputs));
  response.setFailuresList(
    result.failures.map(({ property, reason }) => {
      const failure = new proto.CheckFailure();
      failure.setProperty(property);
      failure.setReason(reason);
      return failure;
    }),
  );
  return response;
}

/** Update carries the same four things as Diff. */
export function toDiffRequest(request: proto.DiffRequest | proto.UpdateRequest): DiffRequest {
  return {
    id: request.getId(),
    oldInputs: fromStruct(request.getOldInputs()),
    oldOutputs: fromStruct(request.getOlds()),
    newInputs: fromStruct(request.getNews()),
  };
}

/** With a detailed diff always: the engine would work out one of its own without. */
export function toDiffResponse(result: DiffResult): proto.DiffResponse {
  const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
  const response = new proto.DiffResponse();
  response.setChanges(result.changes.length === 0 ? DIFF_NONE : DIFF_SOME);
  response.setDiffsList(result.changes);
  response.setReplacesList(result.replaces);
  response.setDeletebeforereplace(result.deleteBeforeReplace);
  response.setHasdetaileddiff(true);
  const detailed = response.getDetaileddiffMap();
  for (const [path, kind] of Object.entries(result.detailed)) {
    const change = new proto.PropertyDiff();
    change.setKind(CHANGE_KINDS[kind]);
    change.setInputdiff(true);
    detailed.set(path, change);
  }
  return response;
}
