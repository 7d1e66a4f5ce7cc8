/** A Pulumi program as the language host runs it: with the stack's configuration, its exports being the stack's outputs. */
import * as pulumi from "@pulumi/pulumi";

/**
 * @param module absolute path of the program's `index`
 * @param configuration by key with its namespace; what is no text stands there as JSON
 */
export function programAt(module: string, configuration: Record<string, unknown>): () => object {
  return () => {
    const values = Object.entries(configuration).map(([key, value]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]);
    pulumi.runtime.setAllConfig(Object.fromEntries(values) as Record<string, string>);
    let exported: object = {};
    jest.isolateModules(() => {
      // The runtime that the mocks stand in stays the same.
      jest.doMock("@pulumi/pulumi", () => pulumi);
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- a program that is imported runs at once.
      exported = require(module) as object;
    });
    return { ...exported };
  };
}
