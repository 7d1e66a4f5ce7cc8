import { runInThisContext } from "node:vm";
import * as pulumi from "@pulumi/pulumi";
import type { RegisterResourceRequest, RegisterResourceResponse } from "@pulumi/pulumi/proto/resource_pb";
// The module itself, whose functions can be replaced; a namespace import is a frozen view of it.
import runtimeResource = require("@pulumi/pulumi/runtime/resource");
import { azureCall, azureState, type World } from "./mockedAzure";

/**
 * The one place that calls `pulumi.runtime.setMocks`: it records what a program registers, with the options as they go
 * to the engine, and answers as Azure does. What it does not know it refuses.
 */

/** A resource as it was registered. */
export interface Registered {
  type: string;
  name: string;
  /** False for a component. */
  custom: boolean;
  inputs: Record<string, any>;
  /** What Azure answered, its ID included. */
  outputs: Record<string, any>;
  /** URNs of the resources that each input came from. */
  sources: Record<string, string[]>;
  /** URN of the parent. */
  parent: string;
  urn: string;
  /** Options as the engine gets them, those that are inherited from the parent included. */
  options: {
    protect: boolean;
    retainOnDelete: boolean;
    ignoreChanges: string[];
    deletedWith: string;
    /** Undefined where it is left to the provider. */
    deleteBeforeReplace: boolean | undefined;
    /** Names of the hooks. */
    beforeUpdate: string[];
    beforeDelete: string[];
    /** URNs of all that it waits for. */
    dependencies: string[];
  };
}

/** A call of a provider's function. */
export interface Call {
  token: string;
  inputs: Record<string, any>;
}

/** What a program did. */
export class Deployment {
  readonly resources: Registered[] = [];
  readonly calls: Call[] = [];
  readonly hooks: pulumi.ResourceHook[] = [];
  readonly errorHooks: pulumi.ErrorHook[] = [];
  /** What went wrong, each error once. */
  readonly errors: Error[] = [];
  /** Errors that the SDK printed besides. */
  readonly printed: string[] = [];
  /** The stack's outputs. */
  outputs: Record<string, any> = {};

  /** What a provider makes: neither components nor the stack. */
  get made(): Registered[] {
    return this.resources.filter(({ custom }) => custom);
  }

  /** The one resource of this type (`keyvault:Vault` is enough) and, where there are several, this name. */
  find(type: string, name?: string): Registered {
    const found = this.resources.filter(
      (resource) => resource.type.endsWith(`:${type}`) && (name === undefined || resource.name === name),
    );
    if (found.length !== 1) {
      const all = this.resources.map((resource) => `${resource.type} ${resource.name}`).join(", ");
      throw new Error(`${found.length} resources are a ${type} ${name ?? ""}; there are ${all}`);
    }
    return found[0]!;
  }

  /** Calls a hook as the engine does before it acts on a resource: what the hook refuses with, if it does. */
  async refusal(hookName: string, resource: Partial<pulumi.ResourceHookArgs>): Promise<string | undefined> {
    const hooks = this.hooks.filter(({ name }) => name === hookName);
    if (hooks.length !== 1) {
      throw new Error(`${hooks.length} hooks are called ${hookName}: ${this.hooks.map(({ name }) => name).join(", ")}`);
    }
    try {
      await hooks[0]!.callback({ urn: "urn", id: "id", name: "name", type: "type", ...resource });
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  }
}

/** Runs a program that must succeed. What it returns becomes the stack's outputs. */
export async function deploy(program: () => unknown, world: World = {}): Promise<Deployment> {
  const deployment = await run(program, world);
  const [error] = [...deployment.errors, ...deployment.printed.map((message) => new Error(message))];
  if (error !== undefined) {
    throw error;
  }
  return deployment;
}

/** Runs a program that must fail, and tells with which one error. */
export async function failure(
  program: () => unknown,
  world: World = {},
): Promise<{ error: Error; deployment: Deployment }> {
  const deployment = await run(program, world);
  const [error, ...more] = deployment.errors;
  if (error === undefined || more.length > 0) {
    throw new Error(`the program failed with ${deployment.errors.length} errors: ${String(deployment.errors)}`);
  }
  return { error, deployment };
}

/** Whether a preview knows an output, with all that it holds. */
export function isKnown(output: pulumi.Output<unknown>): Promise<boolean> {
  return (output as unknown as { isKnown: Promise<boolean> }).isKnown;
}

async function run(program: () => unknown, world: World): Promise<Deployment> {
  const deployment = new Deployment();
  await pulumi.runtime.setMocks(
    {
      call: ({ token, inputs }) => {
        deployment.calls.push({ token, inputs });
        return asEngine(() => azureCall(token, inputs, world));
      },
      newResource: ({ type, inputs, custom }) => azureState(type, inputs, custom === true, world),
    },
    "kore-byok-azure",
    "test",
    world.preview ?? false,
  );
  recordRequests(deployment);
  // The SDK's mocks say that they take hooks and do not. These do, so that a test can call them as the engine would.
  const monitor = pulumi.runtime.getMonitor() as unknown as Record<string, () => void>;
  monitor["registerResourceHook"] = monitor["registerErrorHook"] = () => undefined;
  const hooks = jest.spyOn(runtimeResource, "registerResourceHook").mockImplementation((hook) => {
    deployment.hooks.push(hook);
    return Promise.resolve();
  });
  const errorHooks = jest.spyOn(runtimeResource, "registerErrorHook").mockImplementation((hook) => {
    deployment.errorHooks.push(hook);
    return Promise.resolve();
  });
  const print = jest.spyOn(pulumi.log, "error").mockImplementation((message) => {
    deployment.printed.push(message);
    return Promise.resolve();
  });
  const rejections = await collectingRejections(async () => {
    deployment.outputs = (await pulumi.runtime
      .runInPulumiStack(() => Promise.resolve().then(program))
      .catch((error: unknown) => {
        deployment.errors.push(error as Error);
        return {};
      })) as Record<string, any>;
    await pulumi.runtime.disconnect();
  });
  hooks.mockRestore();
  errorHooks.mockRestore();
  print.mockRestore();
  // The same error arrives from each promise that waited for it.
  deployment.errors.push(...new Set(rejections.filter((error) => !deployment.errors.includes(error))));
  return deployment;
}

/** The SDK reads an invoke's failure as gRPC brings it, in `details`. */
function asEngine<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw Object.assign(error as Error, { details: (error as Error).message });
  }
}

/** Keeps each registration as it goes to the engine: the SDK's mocks are not told the options. */
function recordRequests(deployment: Deployment): void {
  const monitor = pulumi.runtime.getMonitor() as unknown as {
    registerResource(request: RegisterResourceRequest, callback: (error: unknown, response: any) => void): void;
  };
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) =>
    register(request, (error, response) => {
      const inputs = pulumi.runtime.deserializeProperties(request.getObject()!) as Record<string, any>;
      const urn = error ? "" : (response.getUrn() as string);
      const twin = deployment.resources.some((resource) => urn !== "" && resource.urn === urn);
      deployment.resources.push({
        type: request.getType(),
        name: request.getName(),
        custom: request.getCustom(),
        inputs,
        outputs: error ? {} : outputsOf(response),
        sources: Object.fromEntries(
          [...request.getPropertydependenciesMap().entries()].map(([input, from]) => [input, from.getUrnsList()]),
        ),
        parent: request.getParent(),
        urn,
        options: {
          protect: request.getProtect() ?? false,
          retainOnDelete: request.getRetainondelete() ?? false,
          ignoreChanges: request.getIgnorechangesList(),
          deletedWith: request.getDeletedwith(),
          deleteBeforeReplace: request.getDeletebeforereplacedefined() ? request.getDeletebeforereplace() : undefined,
          beforeUpdate: request.getHooks()?.getBeforeUpdateList() ?? [],
          beforeDelete: request.getHooks()?.getBeforeDeleteList() ?? [],
          dependencies: request.getDependenciesList(),
        },
      });
      callback(twin ? new Error(`duplicate resource URN ${urn}`) : error, response);
    });
}

function outputsOf(response: RegisterResourceResponse): Record<string, any> {
  const outputs = pulumi.runtime.deserializeProperties(response.getObject()!) as Record<string, any>;
  return { ...outputs, id: response.getId() };
}

/**
 * Runs something and collects the rejections that nobody handles, which is where the language host, too, hears of an
 * error in an `apply`. Jest would fail the test for them. Its own `process` is a copy that no rejection reaches, hence
 * the real one.
 */
async function collectingRejections(act: () => Promise<void>): Promise<Error[]> {
  const { process: real, setImmediate: tick } = runInThisContext("({ process, setImmediate })") as {
    process: NodeJS.Process;
    setImmediate: typeof setImmediate;
  };
  const collected: Error[] = [];
  const others = real.listeners("unhandledRejection");
  real.removeAllListeners("unhandledRejection");
  real.on("unhandledRejection", (error) => collected.push(error as Error));
  try {
    await act();
    // Node reports a rejection after the turn in which it came up.
    await new Promise((resolve) => tick(resolve));
  } finally {
    real.removeAllListeners("unhandledRejection");
    others.forEach((listener) => real.on("unhandledRejection", listener));
  }
  return collected;
}
