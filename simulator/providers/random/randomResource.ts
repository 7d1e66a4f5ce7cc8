/**
 * The life of a random value: drawn once, kept until an input changes, then replaced (hashicorp/terraform-provider-random:
 * every attribute has `RequiresReplace`).
 */
import { isDeepStrictEqual } from "node:util";
import type {
  ChangeKind,
  CheckRequest,
  CheckResult,
  CreateResult,
  DiffRequest,
  DiffResult,
  ReadRequest,
  ReadResult,
  ResourceProvider,
} from "../packageProvider";
import type { PropertyMap, PropertyValue } from "../propertyValues";
import { isPropertyMap, UNKNOWN } from "../propertyValues";

/** One resource of the random package. */
export interface RandomType {
  /** Such as `random:index/randomString:RandomString`. */
  token: string;
  inputs: Record<
    string,
    { type: "string" | "number" | "boolean" | "stringMap"; required?: true; default?: PropertyValue }
  >;
  /** Outputs that are drawn. */
  drawn: readonly string[];
  /** Problems with inputs of the right types. */
  problems(inputs: PropertyMap): string[];
  draw(inputs: PropertyMap): CreateResult;
  /** The outputs that an ID alone tells, for an import. */
  fromId(id: string): PropertyMap;
}

/** A value that is made once and kept in the stack's state: nothing stands behind it. */
export class RandomResourceProvider implements ResourceProvider {
  constructor(private readonly type: RandomType) {}

  check({ newInputs }: CheckRequest): CheckResult {
    const failures: CheckResult["failures"] = [];
    for (const [name, { required }] of Object.entries(this.type.inputs)) {
      if (required && newInputs[name] === undefined) {
        failures.push({ property: name, reason: `Missing required property '${name}'` });
      }
    }
    for (const [name, value] of Object.entries(newInputs)) {
      const reason = this.mismatch(name, value);
      if (reason !== undefined) failures.push({ property: name, reason });
    }
    if (failures.length === 0) {
      const problems = this.type.problems(this.withDefaults(newInputs));
      failures.push(...problems.map((reason) => ({ property: "", reason })));
    }
    return { inputs: newInputs, failures };
  }

  diff({ oldOutputs, newInputs }: DiffRequest): DiffResult {
    const wanted = this.withDefaults(newInputs);
    const detailed: Record<string, ChangeKind> = {};
    for (const name of Object.keys(this.type.inputs)) {
      const [before, after] = [oldOutputs[name], wanted[name]];
      if (isDeepStrictEqual(before, after)) continue;
      detailed[name] = before === undefined ? "addReplace" : after === undefined ? "deleteReplace" : "updateReplace";
    }
    const changes = Object.keys(detailed);
    return { changes, replaces: changes, deleteBeforeReplace: false, detailed };
  }

  previewCreate(inputs: PropertyMap): PropertyMap {
    return { ...this.withDefaults(inputs), ...Object.fromEntries(this.type.drawn.map((name) => [name, UNKNOWN])) };
  }

  create(inputs: PropertyMap): CreateResult {
    const all = this.withDefaults(inputs);
    const drawn = this.type.draw(all);
    return { id: drawn.id, outputs: { ...all, ...drawn.outputs } };
  }

  /** Nothing outside the state holds a random value: a refresh finds it as it was. */
  read({ id, oldInputs, oldOutputs }: ReadRequest): ReadResult {
    if (oldInputs !== undefined) return { id, inputs: oldInputs, outputs: oldOutputs };
    const outputs = this.withDefaults(this.type.fromId(id));
    const inputs = Object.fromEntries(Object.entries(outputs).filter(([name]) => name in this.type.inputs));
    return { id, inputs, outputs };
  }

  previewUpdate(): PropertyMap {
    throw new Error(`${this.type.token} is never updated: each change replaces it`);
  }

  update(): PropertyMap {
    return this.previewUpdate();
  }

  delete(): void {}

  private withDefaults(inputs: PropertyMap): PropertyMap {
    const defaults = Object.entries(this.type.inputs).filter(([, input]) => input.default !== undefined);
    return { ...Object.fromEntries(defaults.map(([name, input]) => [name, input.default!])), ...inputs };
  }

  private mismatch(name: string, value: PropertyValue): string | undefined {
    const input = this.type.inputs[name];
    if (input === undefined) return `'${name}' is not a property of ${this.type.token} that the simulation models`;
    if (value === UNKNOWN) return undefined;
    const fits =
      input.type === "stringMap"
        ? isPropertyMap(value) && Object.values(value).every((item) => item === UNKNOWN || typeof item === "string")
        : typeof value === input.type;
    return fits ? undefined : `'${name}' should be of type '${input.type}', got ${JSON.stringify(value)}`;
  }
}
