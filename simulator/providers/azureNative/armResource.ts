/** Create, read, update and delete of an azure-native resource, on the simulated Azure Resource Manager. */
import type { ArmBody } from "../../azure";
import type { ArmResource } from "../../model";
import { AzureError } from "../../model";
import type {
  CheckRequest,
  CheckResult,
  CreateResult,
  DeleteRequest,
  DiffRequest,
  DiffResult,
  ReadRequest,
  ReadResult,
  ResourceProvider,
  UpdateRequest,
} from "../packageProvider";
import type { PropertyMap } from "../propertyValues";
import type { CheckContext } from "./check";
import { check } from "./check";
import { outputsToInputs, responseToInputs, toOutputs, toRequestBody } from "./convert";
import { diff } from "./diff";
import { maintain, withoutMaintained } from "./maintained";
import { applyDiff, diffObjects } from "./objectDiff";
import { previewOutputs } from "./previewOutputs";
import { idOf, parseId } from "./resourceId";
import type { ResourceType } from "./resourceType";
import { toResponseBody } from "./resourceType";

/** Outputs that no update changes, so that a preview of one may pass them on (provider.go, `stableOutputs`). */
const STABLE_OUTPUTS = ["name", "location"];

/** The same for every type; what a type does otherwise (`deleteOnDataPlane`) is in its declaration. */
export class ArmResourceProvider implements ResourceProvider {
  constructor(
    private readonly type: ResourceType,
    private readonly context: CheckContext,
  ) {}

  check(request: CheckRequest): Promise<CheckResult> {
    return check(this.type, request, this.context);
  }

  diff(request: DiffRequest): DiffResult {
    return diff(this.type, request);
  }

  previewCreate(inputs: PropertyMap): PropertyMap {
    return previewOutputs(this.type.response, inputs);
  }

  async create(inputs: PropertyMap): Promise<CreateResult> {
    const id = idOf(this.type, inputs, this.context.subscriptionId);
    await this.refuseExisting(id);
    const body = toRequestBody(this.type.body, inputs);
    maintain(this.type.body, inputs, body, undefined);
    const resource = await this.putNew(id, body);
    return { id: resource.id, outputs: await this.readAfterWrite(resource.id, toResponseBody(resource)) };
  }

  private async putNew(id: string, body: ArmBody): Promise<ArmResource> {
    const { azure } = this.context;
    try {
      return await azure.arm.put(id, body, this.type.apiVersion);
    } catch (error) {
      const conflict = error instanceof AzureError && error.status === 409;
      if (!conflict || this.type.recoverOnDataPlane === undefined) throw error;
      await this.type.recoverOnDataPlane(azure, id);
      return azure.arm.put(id, body, this.type.apiVersion);
    }
  }

  /** A PUT would silently take over what is there, so azure-native asks first (provider/pkg/azure, `CanCreate`). */
  private async refuseExisting(id: string): Promise<void> {
    try {
      await this.context.azure.arm.get(id, this.type.apiVersion);
    } catch (error) {
      if (isNotFound(error)) return;
      throw error;
    }
    throw new Error(`cannot create already existing resource '${id}'`);
  }

  /** azure-native records what a GET gives, and falls back on the PUT's answer where that fails. */
  private async readAfterWrite(id: string, written: Record<string, unknown>): Promise<PropertyMap> {
    try {
      return this.outputsOf(toResponseBody(await this.context.azure.arm.get(id, this.type.apiVersion)));
    } catch {
      return this.outputsOf(written);
    }
  }

  async read(request: ReadRequest): Promise<ReadResult | undefined> {
    let response: Record<string, unknown>;
    try {
      response = toResponseBody(await this.context.azure.arm.get(request.id, this.type.apiVersion));
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
    const outputs = this.outputsOf(response);
    const { body } = this.type;
    if (request.oldInputs === undefined) {
      const inputs = { ...parseId(this.type, request.id), ...responseToInputs(body, response) };
      return { id: request.id, inputs, outputs };
    }
    // A refresh moves an input only where Azure's state has moved since the last update: what Azure fills in by
    // itself must not turn up as something the user asked for.
    const before = outputsToInputs(body, request.oldOutputs);
    const after = outputsToInputs(body, withoutMaintained(body, request.oldInputs, outputs));
    return { id: request.id, inputs: applyDiff(request.oldInputs, diffObjects(before, after)), outputs };
  }

  previewUpdate(request: UpdateRequest): PropertyMap {
    const outputs = previewOutputs(this.type.response, request.newInputs);
    for (const name of STABLE_OUTPUTS) {
      const value = request.oldOutputs[name];
      if (value !== undefined) outputs[name] = value;
    }
    return outputs;
  }

  async update(request: UpdateRequest): Promise<PropertyMap> {
    const { arm } = this.context.azure;
    const id = idOf(this.type, request.newInputs, this.context.subscriptionId);
    const body = toRequestBody(this.type.body, request.newInputs);
    const live = toResponseBody(await arm.get(id, this.type.apiVersion));
    maintain(this.type.body, request.newInputs, body, live);
    const resource = await arm.put(id, body, this.type.apiVersion);
    return this.readAfterWrite(id, toResponseBody(resource));
  }

  async delete(request: DeleteRequest): Promise<void> {
    const { azure } = this.context;
    try {
      if (this.type.deleteOnDataPlane !== undefined) await this.type.deleteOnDataPlane(azure, request.id);
      else await azure.arm.delete(request.id, this.type.apiVersion);
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }

  private outputsOf(response: Record<string, unknown>): PropertyMap {
    return { ...toOutputs(this.type.response, response), azureApiVersion: this.type.apiVersion };
  }
}

/** True for Azure's 404. */
function isNotFound(error: unknown): boolean {
  return error instanceof AzureError && error.status === 404;
}
