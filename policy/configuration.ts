import { createRequire } from "node:module";
import { PolicyPackConfig } from "@pulumi/policy";
import { closest, distance } from "fastest-levenshtein";
import { Rule } from "./rule";

/**
 * What is wrong with a configuration in the eyes of the rules: names of rules and of properties that do not exist.
 *
 * The engine checks the types and limits that a rule's `configSchema` states, and the enforcement levels. It lets
 * through names that it does not know, so that a misspelt rule in a profile would quietly keep its default.
 */
export function configurationProblems(configuration: PolicyPackConfig, rules: readonly Rule[]): string[] {
  const problems: string[] = [];
  for (const [name, settings] of Object.entries(configuration)) {
    const given = typeof settings === "string" ? [] : Object.keys(settings).filter((key) => key !== "enforcementLevel");
    const rule = rules.find((candidate) => candidate.name === name);
    // "all" is the engine's own word for the level of every rule.
    if (!rule && name !== "all") {
      problems.push(`"${name}" is not a rule of this pack${suggestion(name, namesOf(rules))}`);
      continue;
    }
    const known = Object.keys(rule?.configSchema?.properties ?? {});
    for (const property of given.filter((key) => !known.includes(key))) {
      const takes = ["enforcementLevel", ...known].join(", ");
      problems.push(`"${name}" has no property "${property}"${suggestion(property, known)}; it takes ${takes}`);
    }
  }
  return problems;
}

/**
 * Makes the pack refuse a configuration with unknown names, all problems at once, before any resource is judged.
 *
 * The policy SDK offers no hook for this: it hands each rule its own part alone. So the check is put where the
 * configuration arrives, in the reader of the `Configure` request. A reader that throws is answered by gRPC without the
 * reason; what the request throws when the SDK reads it, the engine prints.
 */
export function refuseUnknownConfiguration(rules: readonly Rule[]): void {
  const { configure } = serviceOfPolicySdk();
  const read = configure.requestDeserialize;
  configure.requestDeserialize = (bytes) => {
    const request = read(bytes);
    const configuration: PolicyPackConfig = {};
    for (const [name, settings] of request.getPolicyconfigMap().entries()) {
      configuration[name] = settings.getProperties()?.toJavaScript() ?? {};
    }
    const problems = configurationProblems(configuration, rules);
    if (problems.length > 0) {
      request.getPolicyconfigMap = () => {
        throw refusal(problems);
      };
    }
    return request;
  };
}

/**
 * The service that the policy SDK serves. A project can have two copies of `@pulumi/pulumi`, this pack's and the SDK's, each
 * with a service of its own; a check that is put into the other one is never asked.
 */
function serviceOfPolicySdk(): (typeof import("@pulumi/pulumi/proto/analyzer_grpc_pb"))["AnalyzerService"] {
  const requireAsSdk = createRequire(require.resolve("@pulumi/policy"));
  const { AnalyzerService } = requireAsSdk(
    "@pulumi/pulumi/proto/analyzer_grpc_pb",
  ) as typeof import("@pulumi/pulumi/proto/analyzer_grpc_pb");
  return AnalyzerService;
}

/** The SDK sends an error's stack, which says nothing to whoever wrote the configuration. */
function refusal(problems: string[]): Error {
  const error = new Error(`the policy configuration is refused:\n${problems.map((line) => `- ${line}`).join("\n")}`);
  error.stack = error.message;
  return error;
}

function namesOf(rules: readonly Rule[]): string[] {
  return rules.map((rule) => rule.name);
}

function suggestion(given: string, known: string[]): string {
  const nearest = known.length > 0 ? closest(given, known) : undefined;
  return nearest && distance(given, nearest) <= nearest.length / 3 ? `; did you mean "${nearest}"?` : "";
}
