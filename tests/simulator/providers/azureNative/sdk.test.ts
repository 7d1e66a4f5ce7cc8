/** The declarations against the pinned SDK, which is generated from the very metadata that the real provider uses. */
import { readFileSync } from "node:fs";
import { functions } from "../../../../simulator/providers/azureNative/functions";
import type { ResourceType } from "../../../../simulator/providers/azureNative/resourceType";
import { parameterNames } from "../../../../simulator/providers/azureNative/resourceType";
import { resourceTypes } from "../../../../simulator/providers/azureNative/types";

/** The SDK's file of a token, `azure-native:keyvault:Vault` or `:getVault`. */
function sdkFile(token: string, extension: "js" | "d.ts"): string {
  const [, module, name] = token.split(":") as [string, string, string];
  const file = name[0]!.toLowerCase() + name.slice(1);
  return readFileSync(require.resolve(`@pulumi/azure-native/${module}/${file}.js`).replace(/js$/, extension), "utf8");
}

function names(source: string, pattern: RegExp): Set<string> {
  return new Set([...source.matchAll(pattern)].map((match) => match[1]!));
}

describe.each(resourceTypes.map((type) => [type.token, type] as const))("%s", (token, type: ResourceType) => {
  const javascript = sdkFile(token, "js");
  const inputs = names(javascript, /resourceInputs\["(\w+)"\] = (?!undefined)/g);
  const outputs = names(javascript, /resourceInputs\["(\w+)"\] = undefined/g);

  it("is the SDK's token and default API version", () => {
    expect(javascript).toContain(`__pulumiType = '${token}'`);
    expect(sdkFile(token, "d.ts")).toContain(`Uses Azure REST API version ${type.apiVersion}.`);
  });

  it("takes inputs that the SDK sends", () => {
    const declared = [...Object.keys(type.pathParameters), ...Object.keys(type.body)];
    expect(declared.filter((name) => !inputs.has(name))).toEqual([]);
  });

  it("requires what the SDK requires of a program", () => {
    const required = names(javascript, /Missing required property '(\w+)'/g);
    const declared = { ...type.pathParameters, ...type.body };
    expect([...required].filter((name) => !declared[name]?.required)).toEqual([]);
  });

  it("gives outputs that the SDK takes", () => {
    expect(Object.keys(type.response).filter((name) => !outputs.has(name))).toEqual([]);
  });

  it("has the path parameters of its path", () => {
    expect(Object.keys(type.pathParameters)).toEqual(parameterNames(type.path));
  });
});

it.each(functions.map(({ token }) => token))("%s is a function of the SDK", (token) => {
  expect(sdkFile(token, "js")).toContain(`runtime.invoke("${token}"`);
});
