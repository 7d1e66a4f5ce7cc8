import {
  PolicyResource,
  PolicyResourceOptions,
  ResourceValidation,
  ResourceValidationArgs,
  StackValidationArgs,
  unknownCheckingProxy,
  UnknownValueError,
} from "@pulumi/policy";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { Rule } from "../../policy/rule";

/**
 * Runs a rule as the policy runtime does (`@pulumi/policy`, server.ts): properties behind the proxy that throws on
 * unknown values, `notApplicable` as an exception, each outcome told apart from a pass.
 */

/** What the runtime puts in place of a value that a preview cannot know. */
export const unknown: any = unknownValue;

/** What became of one run of a rule. */
export interface Judgement {
  violations: { message: string; urn: string }[];
  /** Set when an unknown value kept the rule from judging; the runtime prints it as "can't run policy …". */
  notJudged?: string;
  /** Set when the rule has nothing to say about the resource or stack. */
  notApplicable?: string;
}

/** A resource as a test gives it. */
export interface TestResource {
  type: string;
  name: string;
  props: Record<string, any>;
  opts?: Partial<PolicyResourceOptions>;
  /** Names of the resources that an input came from. */
  from?: Record<string, string[]>;
  /** Configuration of the resource's provider. */
  provider?: Record<string, any>;
}

class NotApplicable extends Error {}

const options: PolicyResourceOptions = {
  protect: false,
  ignoreChanges: [],
  aliases: [],
  customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
  additionalSecretOutputs: [],
};

/** Judges one resource by its inputs. */
export async function judgeResource(rule: Rule, resource: TestResource, config: object = {}): Promise<Judgement> {
  const validate = "validateResource" in rule ? (rule.validateResource as ResourceValidation) : undefined;
  if (!validate) {
    throw new Error(`${rule.name} does not judge single resources`);
  }
  const urn = urnOf(resource);
  const args: ResourceValidationArgs = {
    type: resource.type,
    props: unknownCheckingProxy(resource.props),
    urn,
    name: resource.name,
    opts: { ...options, ...resource.opts },
    stackTags: new Map(),
    isType: () => false,
    asType: () => undefined,
    getConfig: <T>() => config as T,
    notApplicable,
  };
  return outcome((report) => validate(args, (message) => report(message, urn)));
}

/** Judges a stack by its outputs. */
export async function judgeStack(rule: Rule, resources: TestResource[], config: object = {}): Promise<Judgement> {
  if (!("validateStack" in rule)) {
    throw new Error(`${rule.name} does not judge stacks`);
  }
  const judged = resources.map((resource): PolicyResource => ({
    type: resource.type,
    props: unknownCheckingProxy(resource.props),
    urn: urnOf(resource),
    name: resource.name,
    opts: { ...options, ...resource.opts },
    ...(resource.provider && {
      provider: {
        type: "pulumi:providers:azure-native",
        props: unknownCheckingProxy(resource.provider),
        urn: `${urnOf(resource)}-provider`,
        name: "provider",
      },
    }),
    dependencies: [],
    propertyDependencies: {},
    isType: () => false,
    asType: () => undefined,
  }));
  resources.forEach((resource, index) => {
    for (const [input, names] of Object.entries(resource.from ?? {})) {
      judged[index]!.propertyDependencies[input] = names.map((name) => {
        const source = judged.find((candidate) => candidate.name === name);
        if (!source) {
          throw new Error(`no resource of the test is named ${name}`);
        }
        return source;
      });
    }
  });
  const args: StackValidationArgs = {
    resources: judged,
    stackTags: new Map(),
    getConfig: <T>() => config as T,
    notApplicable,
  };
  return outcome((report) => rule.validateStack(args, (message, urn) => report(message, urn ?? "")));
}

/** The URN that a test resource has. */
export function urnOf({ type, name }: { type: string; name: string }): string {
  return `urn:pulumi:dev::test::${type}::${name}`;
}

async function outcome(
  run: (report: (message: string, urn: string) => void) => Promise<void> | void,
): Promise<Judgement> {
  const violations: Judgement["violations"] = [];
  try {
    await run((message, urn) => violations.push({ message, urn }));
    return { violations };
  } catch (error) {
    if (error instanceof UnknownValueError) {
      return { violations, notJudged: (error as Error).message };
    }
    if (error instanceof NotApplicable) {
      return { violations, notApplicable: error.message };
    }
    throw error;
  }
}

function notApplicable(reason?: string): never {
  throw new NotApplicable(reason ?? "");
}
