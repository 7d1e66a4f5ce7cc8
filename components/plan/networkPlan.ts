import { normaliseIpv4Ranges } from "./ipv4Ranges";

/**
 * How Kore reaches the vault (the guide, step 5).
 *
 * @enum
 */
export const NetworkMode = {
  /**
   * Public access is off, and Kore connects through a private endpoint on its own side, whose connection the customer
   * approves. Kore documents that for AI for Work; for AI for Service it is expected, so ask Kore's support.
   */
  PrivateEndpoint: "privateEndpoint",
  /** Kore calls from its public addresses, which the vault's firewall lets in. */
  Firewall: "firewall",
} as const;
/** How Kore reaches the vault: `privateEndpoint` or `firewall`. */
export type NetworkMode = (typeof NetworkMode)[keyof typeof NetworkMode];

/** The vault's network block, every field stated: the provider's defaults leave the vault open. */
export interface NetworkPlan {
  publicNetworkAccess: "Enabled" | "Disabled";
  networkAcls: {
    bypass: "AzureServices" | "None";
    defaultAction: "Deny";
    ipRules: { value: string }[];
    virtualNetworkRules: [];
  };
}

/** What decides the vault's network. */
export interface NetworkRequest {
  networkMode: NetworkMode;
  koreIpRanges: string[];
  operatorIpRanges: string[];
  /** Lets services of Microsoft's own list past the firewall. Kore is not on that list: it never lets Kore in. */
  trustedMicrosoftServices: boolean;
}

/** Plans the vault's network. Ranges are sorted, so that their order in the configuration never shows as a change. */
export function planNetwork(request: NetworkRequest): NetworkPlan {
  const ranges = normaliseIpv4Ranges([...request.koreIpRanges, ...request.operatorIpRanges]).sort();
  return {
    publicNetworkAccess: request.networkMode === NetworkMode.Firewall ? "Enabled" : "Disabled",
    networkAcls: {
      bypass: request.trustedMicrosoftServices ? "AzureServices" : "None",
      defaultAction: "Deny",
      ipRules: ranges.map((value) => ({ value })),
      virtualNetworkRules: [],
    },
  };
}
