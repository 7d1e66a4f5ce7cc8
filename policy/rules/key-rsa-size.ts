import { ifKnown, judgeEach } from "../judgement";
import { keyProperties } from "../resources/key";
import { resourceRule } from "../rule";
import { shown } from "../shown";

/** Azure's own size if none is stated, in bits. */
const defaultSize = 2048;

/** Elliptic-curve keys sign; only RSA keys can wrap or encrypt a data key, which is what a customer-managed key does. */
export const keyRsaSize = resourceRule<{ minimumBits: number }>({
  name: "key-rsa-size",
  displayName: "Key is an RSA key of sufficient size",
  description: "The key is an RSA key of at least the configured size; shorter ones are no longer held to be safe.",
  enforcementLevel: "mandatory",
  severity: "high",
  topics: ["key"],
  references: {
    landingZones: ["Deny-KV-RSA-Keys-without-MinKeySize"],
    pulumi: ["key-vault-key-configuration"],
  },
  remediationSteps:
    "Make a new key with properties.kty RSA or RSA-HSM and a sufficient properties.keySize: neither can be changed in " +
    "an existing key.",
  url: "https://learn.microsoft.com/azure/key-vault/keys/about-keys",
  configSchema: {
    properties: {
      minimumBits: {
        type: "integer",
        enum: [2048, 3072, 4096],
        default: 2048,
        description: "The smallest RSA key that passes, in bits. Azure offers 2048, 3072 and 4096.",
      },
    },
  },
  judges: ["Key"],
  judge: ({ props }, { minimumBits }, report) => {
    const properties = keyProperties(props);
    const isRsa = (): boolean => properties.kty === "RSA" || properties.kty === "RSA-HSM";
    judgeEach([
      () => {
        if (!isRsa()) {
          report({
            found: shown("properties.kty", properties.kty),
            rule: "a key that wraps other keys must be an RSA key",
            fix: 'make a new key with properties.kty "RSA-HSM" or "RSA"',
          });
        }
      },
      () => {
        const { keySize } = properties;
        const bits = keySize ?? defaultSize;
        if (ifKnown(isRsa) !== false && (typeof bits !== "number" || !(bits >= minimumBits))) {
          const meaning = bits === keySize ? "" : `, which means ${defaultSize}`;
          report({
            found: `${shown("properties.keySize", keySize)}${meaning}`,
            rule: `an RSA key must have ${minimumBits} bits at least (minimumBits)`,
            fix: `make a new key with properties.keySize ${minimumBits} or more`,
          });
        }
      },
    ]);
  },
});
