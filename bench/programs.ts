import { resolve } from "node:path";
import type { Program } from "../tools/pulumi/workspace";

/** The stack that is previewed; `flatProgram/index.js` registers the same resources. */
export const stack = {
  "azure-native:location": "westeurope",
  "kore-byok-azure:koreClientId": "55555555-5555-4555-8555-555555555555",
  "kore-byok-azure:networkMode": "firewall",
  "kore-byok-azure:koreIpRanges": ["20.42.7.0/28"],
};

/** What makes the stack's configuration wrong: three problems of three kinds. */
export const mistakes = {
  "kore-byok-azure:vaultName": "x",
  "kore-byok-azure:koreIpRanges": ["20.42.7.0/28", "10.0.0.0/8"],
  "kore-byok-azure:keySise": 4096,
};

/** The same resources without components, settings and checks, compiled ahead. */
export const flatProgram: Program = {
  folder: resolve(__dirname, "flatProgram"),
  files: ["Pulumi.yaml", "index.js"],
};

/** Folders of the policy pack, and of one without a rule. */
export const policyPacks = { ours: resolve(__dirname, "../policy"), empty: resolve(__dirname, "emptyPack") };
