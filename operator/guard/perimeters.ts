/** Network security perimeters, and which of them decides who gets to a vault. */
import { normalisedId } from "./armId";
import { inputOf, isHidden, wordOf } from "./change";
import { statesOf, type Plan } from "./plan";
import type { ResourceState } from "./preview";

/** Whether the association puts a vault into a perimeter; true too if the preview does not show what it puts there. */
export function isOfVault(association: ResourceState | undefined): boolean {
  const target = inputOf(association, "privateLinkResource.id");
  return (
    isHidden(target) ||
    (typeof target === "string" && /\/providers\/microsoft\.keyvault\/vaults\//.test(normalisedId(target)))
  );
}

/** Whether the perimeter's rules alone count. Azure's default is Learning, which it now calls Transition. */
export function isEnforced(association: ResourceState | undefined): boolean {
  const mode = inputOf(association, "accessMode");
  return (
    isHidden(mode) || !["learning", "transition", "audit"].includes(wordOf(association, "accessMode") ?? "learning")
  );
}

/** A perimeter, profile or rule by its names in Azure; undefined for a name that the preview does not show. */
interface Place {
  perimeter?: string;
  profile?: string;
}

function placeOf(state: ResourceState | undefined): Place {
  const [perimeter, profile] = ["networkSecurityPerimeterName", "profileName"].map((name) => wordOf(state, name));
  const inId = placeInId(state?.id ?? "");
  return { perimeter: perimeter ?? inId.perimeter, profile: profile ?? inId.profile };
}

function placeInId(id: string): Place {
  const match = /\/networksecurityperimeters\/([^/]+)(?:\/profiles\/([^/]+))?/.exec(normalisedId(id));
  return { perimeter: match?.[1], profile: match?.[2] };
}

/** The profile that the association takes its rules from. */
export function profileOf(association: ResourceState | undefined): unknown {
  const id = inputOf(association, "profile.id");
  return typeof id === "string" && !isHidden(id) ? normalisedId(id) : id;
}

/**
 * Whether the perimeter, profile or rule decides who gets to a vault, by an association that is enforced. Names that the
 * preview does not show may be any.
 */
export function decidesOverVault(state: ResourceState | undefined, plan: Plan): boolean {
  const own = placeOf(state);
  const matches = (one: string | undefined, other: string | undefined): boolean =>
    one === undefined || other === undefined || one === other;
  return statesOf(plan, "perimeterAssociation")
    .filter((association) => isOfVault(association) && isEnforced(association))
    .some((association) => {
      const profile = profileOf(association);
      const other = typeof profile === "string" ? placeInId(profile) : {};
      return matches(own.perimeter, other.perimeter) && matches(own.profile, other.profile);
    });
}

/** Whether both belong to the same profile, as far as the preview shows it. */
export function areInOneProfile(one: ResourceState, other: ResourceState): boolean {
  const [own, others] = [placeOf(one), placeOf(other)];
  return own.perimeter === others.perimeter && own.profile === others.profile;
}
