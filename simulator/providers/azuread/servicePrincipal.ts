/**
 * `azuread:index/servicePrincipal:ServicePrincipal` (hashicorp/terraform-provider-azuread,
 * internal/services/serviceprincipals/service_principal_resource.go, through Pulumi's Terraform bridge).
 */
import { validate as isUuid } from "uuid";
import type { Azure } from "../../azure";
import { AzureError } from "../../model";
import type { ServicePrincipal } from "../../model";
import type {
  ChangeKind,
  CheckFailure,
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
import { UNKNOWN } from "../propertyValues";
import { servicePrincipalId, servicePrincipalOutputs } from "./servicePrincipalOutputs";

/** Inputs that the simulated Entra keeps. Others are refused: they would be lost without a word. */
const INPUTS: Record<string, "string" | "boolean"> = {
  accountEnabled: "boolean",
  clientId: "string",
  useExisting: "boolean",
};

/** What the bridge keeps about the Terraform resource: its timeouts (nanoseconds) and its schema's version. */
const META = JSON.stringify({
  "e2bfb730-ecaa-11e6-8f88-34363bc7c4c0": {
    create: 600_000_000_000,
    delete: 300_000_000_000,
    read: 300_000_000_000,
    update: 600_000_000_000,
  },
  schema_version: "2",
});

/** Each method does what the Terraform provider's does, in its words. */
export class ServicePrincipalProvider implements ResourceProvider {
  constructor(private readonly azure: Azure) {}

  /** Applies the schema's default and says so in `__defaults`, as the bridge does. */
  check({ newInputs }: CheckRequest): CheckResult {
    const inputs: PropertyMap = { ...newInputs, __defaults: [] };
    if (inputs["accountEnabled"] === undefined) {
      inputs["accountEnabled"] = true;
      inputs["__defaults"] = ["accountEnabled"];
    }
    return { inputs, failures: failuresOf(inputs) };
  }

  /** Terraform compares with the state rather than with the old inputs: a refreshed drift is a change. */
  diff({ oldInputs, oldOutputs, newInputs }: DiffRequest): DiffResult {
    const detailed: Record<string, ChangeKind> = {};
    if (newInputs["clientId"] !== oldOutputs["clientId"]) detailed["clientId"] = "updateReplace";
    if (newInputs["accountEnabled"] !== oldOutputs["accountEnabled"]) detailed["accountEnabled"] = "update";
    const [before, after] = [oldInputs["useExisting"], newInputs["useExisting"]];
    if (before !== after)
      detailed["useExisting"] = before === undefined ? "add" : after === undefined ? "delete" : "update";
    const changes = Object.keys(detailed);
    const replaces = changes.filter((name) => detailed[name] === "updateReplace");
    return { changes, replaces, deleteBeforeReplace: false, detailed };
  }

  previewCreate(inputs: PropertyMap): PropertyMap {
    return { ...unknownOutputs(), ...withoutDefaults(inputs) };
  }

  async create(inputs: PropertyMap): Promise<CreateResult> {
    const { entra } = this.azure;
    const appId = inputs["clientId"] as string;
    const existing = await refusedAs(
      "Could not list existing service principals",
      entra.findServicePrincipal({ appId }),
    );
    if (existing !== undefined && inputs["useExisting"] !== true) {
      throw failure(
        `A resource with the ID ${JSON.stringify(servicePrincipalId(existing))} already exists - to be managed via ` +
          "Terraform this resource needs to be imported into the State. Please see the resource documentation for " +
          '"azuread_service_principal" for more information.',
      );
    }
    const principal =
      existing ?? (await refusedAs("Could not create service principal", entra.createServicePrincipal(appId)));
    const updated = await this.applyInputs(principal, inputs);
    return { id: servicePrincipalId(updated), outputs: outputsOf(updated, inputs) };
  }

  async read({ id, oldInputs, oldOutputs }: ReadRequest): Promise<ReadResult | undefined> {
    const principal = await this.find(objectIdOf(id));
    if (principal === undefined) return undefined;
    const { clientId, accountEnabled } = servicePrincipalOutputs(principal);
    const inputs: PropertyMap = { __defaults: [], ...oldInputs, clientId: clientId!, accountEnabled: accountEnabled! };
    return { id, inputs, outputs: outputsOf(principal, oldInputs ?? oldOutputs) };
  }

  previewUpdate({ oldOutputs, newInputs }: UpdateRequest): PropertyMap {
    return { ...oldOutputs, ...withoutDefaults(newInputs) };
  }

  async update({ id, newInputs }: UpdateRequest): Promise<PropertyMap> {
    const objectId = objectIdOf(id);
    const principal = await this.find(objectId);
    if (principal === undefined)
      throw failure(`Service principal with object ID ${JSON.stringify(objectId)} was not found`);
    return outputsOf(await this.applyInputs(principal, newInputs), newInputs);
  }

  /**
   * Deletes the service principal, also one that was there before: `useExisting` only makes it swallow the error of
   * a failed delete (pulumi/pulumi-azuread#2045, hashicorp/terraform-provider-azuread#1141).
   */
  async delete({ id, oldInputs, oldOutputs }: DeleteRequest): Promise<void> {
    try {
      await this.azure.entra.deleteServicePrincipal(objectIdOf(id));
    } catch (error) {
      const gone = error instanceof AzureError && error.status === 404;
      if (gone || (oldInputs["useExisting"] ?? oldOutputs["useExisting"]) === true) return;
      throw error;
    }
  }

  private find(objectId: string): Promise<ServicePrincipal | undefined> {
    const id = servicePrincipalId({ objectId });
    return refusedAs(`Retrieving ${id}`, this.azure.entra.findServicePrincipal({ objectId }));
  }

  private async applyInputs(principal: ServicePrincipal, inputs: PropertyMap): Promise<ServicePrincipal> {
    const accountEnabled = inputs["accountEnabled"];
    if (typeof accountEnabled !== "boolean" || accountEnabled === principal.accountEnabled) return principal;
    return refusedAs(
      "Updating service principal",
      this.azure.entra.updateServicePrincipal(principal.objectId, { accountEnabled }),
    );
  }
}

function failuresOf(inputs: PropertyMap): CheckFailure[] {
  const failures: CheckFailure[] = [];
  const clientId = inputs["clientId"];
  if (clientId === undefined) {
    failures.push({ property: "clientId", reason: "Missing required property 'clientId'" });
  } else if (typeof clientId === "string" && !isUuid(clientId)) {
    failures.push({ property: "clientId", reason: `expected "client_id" to be a valid UUID, got ${clientId}` });
  }
  for (const [name, value] of Object.entries(inputs)) {
    if (name.startsWith("__")) continue;
    const wanted = INPUTS[name];
    if (wanted === undefined) {
      failures.push({
        property: name,
        reason: `'${name}' is not a property that the simulated Entra keeps; it keeps ${Object.keys(INPUTS).join(", ")}`,
      });
    } else if (value !== UNKNOWN && typeof value !== wanted) {
      failures.push({ property: name, reason: `expected '${name}' to be a ${wanted}, got ${JSON.stringify(value)}` });
    }
  }
  return failures;
}

function outputsOf(principal: ServicePrincipal, inputs: PropertyMap): PropertyMap {
  const useExisting = inputs["useExisting"];
  return {
    ...servicePrincipalOutputs(principal),
    ...(useExisting !== undefined && { useExisting }),
    __meta: META,
  };
}

/** Every output of a service principal, unknown. */
function unknownOutputs(): PropertyMap {
  const any: ServicePrincipal = {
    objectId: "",
    appId: "",
    displayName: "",
    appOwnerTenantId: "",
    accountEnabled: true,
    createdAt: 0,
  };
  return Object.fromEntries(Object.keys(servicePrincipalOutputs(any)).map((name) => [name, UNKNOWN]));
}

function withoutDefaults(inputs: PropertyMap): PropertyMap {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !name.startsWith("__")));
}

/** Takes the IDs of today's provider and the bare object IDs of states written before its version 3. */
function objectIdOf(id: string): string {
  const objectId = id.replace(/^\/servicePrincipals\//, "");
  if (!isUuid(objectId)) {
    throw new Error(`parsing service principal ID ${JSON.stringify(id)}: expected '/servicePrincipals/<object ID>'`);
  }
  return objectId;
}

/** Puts Graph's refusal into the Terraform provider's words. */
async function refusedAs<T>(action: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof AzureError)) throw error;
    throw failure(`${action}: unexpected status ${error.status} with error: ${error.code}: ${error.message}`);
  }
}

/** How the bridge prints a Terraform diagnostic. */
function failure(message: string): Error {
  return new Error(`1 error occurred:\n\t* ${message}\n`);
}
