import { elementsOf, judgeEach } from "../judgement";
import { keyProperties } from "../resources/key";
import { resourceRule, Violation } from "../rule";
import { shown } from "../shown";

const allowed = ["encrypt", "decrypt", "wrapKey", "unwrapKey"];
const rule = "a key that protects data may encrypt, decrypt, wrapKey and unwrapKey, and no more";

/** A key that also signs or can be exported is worth stealing for more than one purpose. */
export const keyOperations = resourceRule({
  name: "key-operations",
  displayName: "Key serves encryption alone",
  description: "The key allows encrypt, decrypt, wrapKey and unwrapKey alone, and its private part cannot be exported.",
  enforcementLevel: "mandatory",
  severity: "high",
  topics: ["key"],
  references: {},
  remediationSteps:
    "State properties.keyOps when the key is made (unset means every operation), and leave attributes.exportable and " +
    "releasePolicy out. ARM does not change an existing key: use the data plane for its operations.",
  url: "https://learn.microsoft.com/azure/key-vault/keys/secure-keys",
  judges: ["Key"],
  judge: ({ props }, _config, report) => {
    const properties = keyProperties(props);
    judgeEach([
      () => {
        const { keyOps } = properties;
        if (!Array.isArray(keyOps)) {
          report({
            found: shown("properties.keyOps", keyOps),
            rule,
            fix: `set properties.keyOps to ${JSON.stringify(allowed)}`,
          });
          return;
        }
        judgeOperations(keyOps, report);
      },
      () => {
        if (properties.attributes?.exportable === true) {
          report({
            found: "properties.attributes.exportable is true",
            rule: "the private part of the key must never leave Azure",
            fix: "leave properties.attributes.exportable out",
          });
        }
      },
      () => {
        if (properties.releasePolicy !== undefined && properties.releasePolicy !== null) {
          report({
            found: "properties.releasePolicy is set",
            rule: "the private part of the key must never leave Azure",
            fix: "leave properties.releasePolicy out",
          });
        }
      },
    ]);
  },
});

function judgeOperations(keyOps: unknown[], report: (violation: Violation) => void): void {
  const known: string[] = [];
  judgeEach([
    ...elementsOf(keyOps).map((read) => () => {
      const operation = String(read());
      known.push(operation);
      if (!allowed.includes(operation)) {
        report({
          found: `properties.keyOps has ${JSON.stringify(operation)}`,
          rule,
          fix: `take ${JSON.stringify(operation)} out of properties.keyOps`,
        });
      }
    }),
    () => {
      // Judged only when every element could be read.
      if (known.length === keyOps.length && !known.includes("unwrapKey") && !known.includes("decrypt")) {
        report({
          found: `properties.keyOps has neither "unwrapKey" nor "decrypt"`,
          rule: "the key must be able to open what it has locked",
          fix: 'add "unwrapKey", and "decrypt" if the caller encrypts with the key itself',
        });
      }
    },
  ]);
}
