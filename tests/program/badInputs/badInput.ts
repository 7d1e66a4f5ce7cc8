import type { Configuration } from "../../support/stackConfiguration";

/** A configuration that is refused. */
export interface BadInput {
  /** Number in the list, and the input. */
  id: string;
  set: Configuration;
  /** What the first problem's rule says. */
  rule: RegExp;
  /** What the first problem's fix says. Default: something. */
  fix?: RegExp;
  /** The keys that have a problem, in order. Default: the one key of `set` that is not there for context. */
  at?: string[];
  /** The first problem's value as it is shown. Default: the value at `at`, as JSON. */
  value?: string;
}
