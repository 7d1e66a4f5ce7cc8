import { Duration } from "luxon";
import { z } from "zod";
import { badParameter } from "./keyRules";

const lifetimeAction = z.strictObject({
  action: z.strictObject({ type: z.enum(["rotate", "notify", "Rotate", "Notify"]) }),
  trigger: z.strictObject({ timeAfterCreate: z.string().optional(), timeBeforeExpiry: z.string().optional() }),
});

/** `rotationPolicy` of a key, as ARM takes it. */
export const rotationPolicyBody = z.strictObject({
  attributes: z
    .strictObject({
      expiryTime: z.string().optional(),
      /** Azure's own, in seconds since the epoch; accepted when sent back. */
      created: z.number().optional(),
      updated: z.number().optional(),
    })
    .optional(),
  lifetimeActions: z.array(lifetimeAction).optional(),
});
type RotationPolicyBody = z.infer<typeof rotationPolicyBody>;

/**
 * The rotation policy of a new key, as Azure answers it: what was asked for, else a notice 30 days before expiry.
 *
 * Sources: learn.microsoft.com/azure/key-vault/keys/how-to-configure-key-rotation (at least 7 days after creation and
 * before expiry; a trigger before expiry needs an expiry time), `KeyRotationPolicy.ExpiresIn` of the .NET client (at
 * least 28 days); the default from recorded traffic in pulumi/pulumi-azure-native. The words are
 * unverified.
 *
 * @param nowSeconds Seconds since the epoch.
 * @throws AzureError 400 `BadParameter`.
 */
export function settleRotationPolicy(
  wanted: RotationPolicyBody | undefined,
  nowSeconds: number,
): Record<string, unknown> {
  const expiryTime = wanted?.attributes?.expiryTime;
  const expiryDays = expiryTime === undefined ? undefined : days("attributes.expiryTime", expiryTime);
  if (expiryDays !== undefined && expiryDays < 28) {
    throw badParameter(`rotationPolicy.attributes.expiryTime is ${expiryTime}: at least P28D is required.`);
  }
  const actions = (wanted?.lifetimeActions ?? []).map((each) => settleAction(each, expiryDays));
  const notice = { trigger: { timeBeforeExpiry: "P30D" }, action: { type: "Notify" } };
  return {
    attributes: { ...(expiryTime !== undefined && { expiryTime }), created: nowSeconds, updated: nowSeconds },
    lifetimeActions: actions.length > 0 ? actions : [notice],
  };
}

/** When a version that rotation makes now expires, in seconds since the epoch; `undefined` for never. */
export function expiryAfterRotation(
  policy: Record<string, unknown> | undefined,
  nowSeconds: number,
): number | undefined {
  const expiryTime = (policy?.attributes as { expiryTime?: string } | undefined)?.expiryTime;
  return expiryTime === undefined
    ? undefined
    : nowSeconds + Math.floor(days("attributes.expiryTime", expiryTime) * 24 * 60 * 60);
}

function settleAction({ action, trigger }: z.infer<typeof lifetimeAction>, expiryDays: number | undefined) {
  const { timeAfterCreate, timeBeforeExpiry } = trigger;
  if ((timeAfterCreate === undefined) === (timeBeforeExpiry === undefined)) {
    throw badParameter("A lifetime action takes exactly one of timeAfterCreate and timeBeforeExpiry.");
  }
  const time = (timeAfterCreate ?? timeBeforeExpiry)!;
  const span = days("lifetimeActions[].trigger", time);
  if (span < 7) throw badParameter(`The trigger ${time} of a lifetime action is too short: at least P7D is required.`);
  const rotates = action.type.toLowerCase() === "rotate";
  if (rotates && timeBeforeExpiry !== undefined && expiryDays === undefined) {
    throw badParameter("Rotation by timeBeforeExpiry needs rotationPolicy.attributes.expiryTime.");
  }
  if (rotates && timeAfterCreate !== undefined && expiryDays !== undefined && span > expiryDays - 7) {
    throw badParameter(`Rotation after ${time} must come at least P7D before expiry.`);
  }
  return { trigger, action: { type: rotates ? "Rotate" : "Notify" } };
}

function days(field: string, iso: string): number {
  const duration = Duration.fromISO(iso);
  if (!duration.isValid) throw badParameter(`rotationPolicy.${field} is '${iso}': an ISO 8601 duration is required.`);
  return duration.as("days");
}
