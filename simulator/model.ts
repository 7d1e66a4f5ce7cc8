/**
 * What the simulated Azure holds: one serialisable state, shared by its faces (the providers that the Pulumi engine
 * attaches, and the Key Vault that a client talks to over HTTPS).
 */

/** Everything that survives a restart of the simulation. Written to one JSON file. */
export interface AzureState {
  /** Raised when the shape changes; a file of another version is refused, never guessed at. */
  formatVersion: 1;
  /** The customer's Entra tenant. */
  tenantId: string;
  /** The customer's subscription. */
  subscriptionId: string;
  /** The identity that runs `pulumi up` (what `az login` would give). */
  login: Login;
  /** What the login may do; left out: Owner, and `Application.ReadWrite.All` of Microsoft Graph. */
  loginRights?: LoginRights;
  /** Resource providers that the subscription has not registered, such as `Microsoft.Insights`. */
  unregisteredProviders?: string[];
  /** Azure Policy at the subscription. */
  policies?: PolicyAssignment[];
  /** Milliseconds that the simulated clock runs ahead of the machine's. */
  clockOffsetMs: number;
  /** How long a new role assignment takes to work, milliseconds. */
  propagationDelayMs: number;
  /** App registrations of any tenant that the simulated Entra knows. */
  applications: Application[];
  /** Service principals in the customer's tenant. */
  servicePrincipals: ServicePrincipal[];
  /** Live ARM resources by lower-cased resource ID (Azure compares IDs case-insensitively). */
  resources: Record<string, ArmResource>;
  /** Soft-deleted vaults by lower-cased vault name. */
  deletedVaults: Record<string, DeletedVault>;
  /** Keys with their material, by lower-cased ARM ID of the key. Soft-deleted keys stay here with `deleted` set. */
  keys: Record<string, VaultKey>;
  /** Vault names held by other tenants: vault names are globally unique. */
  takenVaultNames: string[];
}

/** The identity that the providers act as. */
export interface Login {
  objectId: string;
  clientId: string;
}

/** What the login has been given. */
export interface LoginRights {
  /** Names of built-in roles at the subscription, such as `Contributor`. */
  roles: string[];
  /** Application permissions of Microsoft Graph, such as `Application.ReadWrite.All`. */
  graphPermissions: string[];
}

/** An assignment of Azure Policy that looks at one property of the resources of a type. */
export type PolicyAssignment = {
  name: string;
  /** Such as `Microsoft.KeyVault/vaults`. */
  type: string;
  /** Path in the body, such as `properties.publicNetworkAccess`, `location` or `tags.costCenter`. */
  field: string;
} & (
  | {
      effect: "deny";
      /** Denied: every value but these. */
      allowed: string[];
    }
  | {
      effect: "modify";
      /** What the property is set to, whatever a request holds. */
      value: string;
    }
);

/** A multi-tenant app registration, such as Kore's. */
export interface Application {
  appId: string;
  displayName: string;
  /** Tenant that publishes the app (Graph: `appOwnerOrganizationId`). */
  ownerTenantId: string;
  /** SHA-256 (hex) of the client secret that the token endpoint accepts; the secret itself is never stored. */
  clientSecretSha256?: string;
}

/** An enterprise application: an app's representation in the customer's tenant. */
export interface ServicePrincipal {
  objectId: string;
  appId: string;
  displayName: string;
  appOwnerTenantId: string;
  accountEnabled: boolean;
  /** Milliseconds since the epoch, on the simulated clock. */
  createdAt: number;
}

/** An ARM resource as Azure would return it. */
export interface ArmResource {
  /** As first spelled by the caller. */
  id: string;
  name: string;
  /** For example `Microsoft.KeyVault/vaults`. */
  type: string;
  location?: string;
  tags?: Record<string, string>;
  /** ARM's `properties`; the body as Azure returns it, defaults filled in. */
  properties: Record<string, unknown>;
  /** Milliseconds since the epoch, on the simulated clock; propagation delays count from here. */
  createdAt: number;
}

/** A soft-deleted vault: its name stays taken until the scheduled purge. */
export interface DeletedVault {
  vault: ArmResource;
  deletedAt: number;
  scheduledPurgeAt: number;
}

/** A key in a vault, with all its versions, oldest first. */
export interface VaultKey {
  /** ARM ID of the vault as first spelled. */
  vaultId: string;
  name: string;
  kty: "RSA" | "RSA-HSM";
  keySize: number;
  keyOps: string[];
  tags?: Record<string, string>;
  /** As ARM takes it: `{ attributes: { expiryTime? }, lifetimeActions: [...] }`. */
  rotationPolicy?: Record<string, unknown>;
  versions: KeyVersion[];
  /** Set while the key is soft-deleted. */
  deleted?: { deletedAt: number; scheduledPurgeAt: number };
}

/** One version of a key. */
export interface KeyVersion {
  /** 32 lower-case hexadecimal characters. */
  version: string;
  /** PKCS#8 PEM. The simulation's own throw-away material: it protects nothing. */
  privateKeyPem: string;
  enabled: boolean;
  /** Seconds since the epoch, as Key Vault counts. */
  created: number;
  updated: number;
  exp?: number;
  nbf?: number;
}

/** A refusal of Azure, with the words that Azure uses. */
export class AzureError extends Error {
  constructor(
    /** HTTP status. */
    readonly status: number,
    /** Azure's error code, such as `VaultAlreadyExists`. */
    readonly code: string,
    message: string,
    /** Azure's inner error code, such as `ForbiddenByFirewall`. */
    readonly innerCode?: string,
  ) {
    super(message);
    this.name = "AzureError";
  }
}

/** A refusal as it is; anything else is a fault of the simulation's, answered as Azure answers its own. */
export function asAzureError(error: unknown): AzureError {
  return error instanceof AzureError ? error : new AzureError(500, "InternalServerError", String(error));
}
