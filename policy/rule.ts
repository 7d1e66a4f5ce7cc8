import {
  PolicyConfigSchema,
  PolicyResource,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  Severity,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import { Kind, kindOf, labelOf } from "./resources/kind";

/** Where other rule sets ask for the same thing, by their own identifiers. */
export interface References {
  /** CIS Microsoft Azure Foundations Benchmark: the recommendation's number in each edition that has it. */
  cis?: { v3?: string; v4?: string; v5?: string };
  /** Policies of the Azure landing zones' Key Vault guardrails. */
  landingZones?: string[];
  psrule?: string[];
  checkov?: string[];
  trivy?: string[];
  kics?: string[];
  /** Pulumi Best Practices, a pre-built pack. */
  pulumi?: string[];
}

/** How a rule describes itself; the policy runtime, the rule reference and the messages use it. */
export interface RuleDefinition {
  /** The rule's name, equal to its file's. */
  name: string;
  displayName: string;
  /** One sentence: what must hold, and why. */
  description: string;
  /** The level that applies unless the configuration sets another. */
  enforcementLevel: "mandatory" | "advisory";
  severity: Severity;
  /** What the rule is about, for filters: `vault`, `key`, `access`, `network`, `logs`. */
  topics: string[];
  references: References;
  /** How the rule differs from the references on purpose. Such a rule claims no framework. */
  deviation?: string;
  /** What to do about a violation, in one or more sentences. */
  remediationSteps: string;
  /** The public page that the rule rests on. */
  url: string;
  configSchema?: PolicyConfigSchema;
}

/** One violation: what was found, what must hold and what to change. All three are in the message. */
export interface Violation {
  found: string;
  rule: string;
  fix: string;
}

/** A rule as the policy runtime takes it, with what the rule reference needs besides. */
export type Rule = (ResourceValidationPolicy | StackValidationPolicy) & RuleDefinition & { judges: readonly Kind[] };

type Config = Record<string, unknown>;

/** How a rule judges one resource by its inputs, and its configuration with the defaults filled in. */
export type JudgeResource<C> = (
  resource: ResourceValidationArgs,
  config: C,
  report: (violation: Violation) => void,
) => void;

/** How a rule judges the stack by its outputs. `report` takes the resource that is in violation. */
export type JudgeStack<C> = (
  resources: PolicyResource[],
  config: C,
  report: (resource: PolicyResource, violation: Violation) => void,
) => void;

/**
 * A rule that judges each resource of the given kinds by itself.
 *
 * @throws never by itself; a judge lets `UnknownValueError` through, which the runtime prints as "can't run".
 */
export function resourceRule<C extends Config = Config>(
  definition: RuleDefinition & { judges: readonly Kind[]; judge: JudgeResource<C> },
): Rule & ResourceValidationPolicy {
  const { judge, ...described } = definition;
  return {
    ...completed(described),
    validateResource: (args, reportViolation) => {
      const kind = kindOf(args.type);
      if (kind === undefined || !definition.judges.includes(kind)) {
        return args.notApplicable(`judges ${definition.judges.map(labelOf).join(", ")}`);
      }
      judge(args, configured<C>(definition, args), (violation) =>
        reportViolation(messageOf(labelOf(kind), args.name, violation)),
      );
    },
  };
}

/** A rule that judges resources by what else is in the stack, after every resource has been planned or made. */
export function stackRule<C extends Config = Config>(
  definition: RuleDefinition & { judges: readonly Kind[]; judgeStack: JudgeStack<C> },
): Rule & StackValidationPolicy {
  const { judgeStack, ...described } = definition;
  return { ...completed(described), validateStack: validateStack(definition, judgeStack) };
}

/**
 * A rule that judges each resource by its inputs and once more by what it depends on. The runtime runs both parts
 * under the one name, level and configuration.
 */
export function resourceAndStackRule<C extends Config = Config>(
  definition: RuleDefinition & { judges: readonly Kind[]; judge: JudgeResource<C>; judgeStack: JudgeStack<C> },
): Rule & ResourceValidationPolicy & StackValidationPolicy {
  const { judgeStack, ...rest } = definition;
  return { ...resourceRule<C>(rest), validateStack: validateStack(definition, judgeStack) };
}

function validateStack<C extends Config>(
  definition: RuleDefinition & { judges: readonly Kind[] },
  judgeStack: JudgeStack<C>,
): StackValidationPolicy["validateStack"] {
  return (args, reportViolation) => {
    const judged = args.resources.some((resource) => isOneOf(definition.judges, resource));
    if (!judged) {
      return args.notApplicable(`the stack has no ${definition.judges.map(labelOf).join(", ")}`);
    }
    judgeStack(args.resources, configured<C>(definition, args), (resource, violation) => {
      const kind = kindOf(resource.type);
      reportViolation(messageOf(kind ? labelOf(kind) : resource.type, resource.name, violation), resource.urn);
    });
  };
}

function isOneOf(kinds: readonly Kind[], resource: PolicyResource): boolean {
  const kind = kindOf(resource.type);
  return kind !== undefined && kinds.includes(kind);
}

/** The engine fills in the schema's defaults; a runner that does not must find the same ones. */
function configured<C>(definition: RuleDefinition, args: ResourceValidationArgs | StackValidationArgs): C {
  const defaults: Config = {};
  for (const [property, schema] of Object.entries(definition.configSchema?.properties ?? {})) {
    defaults[property] = schema.default;
  }
  return { ...defaults, ...args.getConfig<Config>() } as C;
}

function messageOf(label: string, name: string, { found, rule, fix }: Violation): string {
  return `${label} "${name}": ${found}. Rule: ${rule}. Fix: ${fix}.`;
}

function completed<D extends RuleDefinition>(definition: D): D & { tags: string[] } {
  const cis = definition.deviation ? undefined : definition.references.cis;
  const newest = cis?.v5 ? ["5.0.0", cis.v5] : cis?.v4 ? ["4.0.0", cis.v4] : cis?.v3 ? ["3.0.0", cis.v3] : undefined;
  return {
    ...definition,
    tags: ["azure", "key-vault", ...definition.topics, ...referenceTags(definition.references)],
    ...(newest && {
      framework: {
        name: "CIS Microsoft Azure Foundations Benchmark",
        version: newest[0]!,
        reference: newest[1]!,
        specification: definition.displayName,
      },
    }),
  };
}

/** The runtime takes one framework per policy; the others travel as tags, such as `checkov:CKV_AZURE_110`. */
function referenceTags({ cis, ...others }: References): string[] {
  const tags = Object.entries(cis ?? {}).map(([edition, number]) => `cis-azure-${edition}:${number}`);
  for (const [set, ids] of Object.entries(others)) {
    tags.push(...ids.map((id) => `${set}:${id}`));
  }
  return tags;
}
