import pulumi from "@pulumi/eslint-plugin";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["**/node_modules/", "**/dist/", "coverage/", "docs/", ".simulator/", ".cache/"] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname } },
    plugins: { "@pulumi": pulumi },
    rules: {
      "@pulumi/no-output-in-template-literal": "error",
      "@pulumi/no-output-instance-in-template-literal": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-restricted-imports": [
        "error",
        {
          paths: [
            {
              name: "@pulumi/azure-native",
              message: "The root loads every module of Azure: import @pulumi/azure-native/keyvault and the like.",
            },
          ],
        },
      ],
    },
  },
  {
    // The program knows nothing of the simulation, and the policy pack judges any stack.
    files: ["index.ts", "settings.ts", "components/**", "operator/**", "policy/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          paths: [{ name: "@pulumi/azure-native", message: "Import its submodules." }],
          patterns: [
            { group: ["**/simulator/**"], message: "Only the demo, the bench and the tests know the simulation." },
          ],
        },
      ],
    },
  },
  {
    files: ["components/plan/**"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          patterns: [
            { group: ["@pulumi/*"], allowTypeImports: true, message: "Plans are pure: no Pulumi at run time." },
          ],
        },
      ],
    },
  },
  { files: ["**/*.js", "**/*.mjs"], ...tseslint.configs.disableTypeChecked },
);
