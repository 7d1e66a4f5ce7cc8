/**
 * Where Kore's service principal comes from.
 *
 * @enum
 */
export const ServicePrincipalMode = {
  /** Made here, or adopted if the tenant already has it. */
  Create: "create",
  /** Must exist; only read, so no right to write in Microsoft Graph is needed. */
  Lookup: "lookup",
} as const;
/** Where Kore's service principal comes from: `create` or `lookup`. */
export type ServicePrincipalMode = (typeof ServicePrincipalMode)[keyof typeof ServicePrincipalMode];
