import pulumi from "@pulumi/eslint-plugin";
import tseslint from "typescript-eslint";

export default tseslint.config(
  {
    ignores: [
      "**/node_modules/",
      "**/dist/",
      "coverage/",
      "docs/",
      "examples/components/",
      "examples/typescript/",
      ".simulator/",
      ".cache/",
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    files: ["**/*.ts"],
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
  {
    // What comes from outside has no type: a resource of any stack, a parsed preview, a gRPC answer. Rules and tests look
    // at it field by field, and that look is the check.
    files: ["policy/**/*.ts", "tests/**/*.ts"],
    rules: {
      "@typescript-eslint/no-explicit-any": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/no-base-to-string": "off",
      "@typescript-eslint/no-require-imports": ["error", { allowAsImport: true }],
      "@typescript-eslint/require-await": "off",
    },
  },
  {
    files: ["**/*.js", "**/*.mjs"],
    extends: [tseslint.configs.disableTypeChecked],
    // Node.js reads them as they are, as CommonJS.
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
);
