/** Key Vault's paging of lists: `maxresults`, `$skiptoken` and `nextLink`. */
import { AzureError } from "../model";

/** Most and default number of results in a page (GetKeys, GetKeyVersions). */
const pageSize = 25;

/**
 * One page of a list. The words of the refusals are unverified.
 *
 * @param here URL of the list, without query.
 * @param show Makes the item of the answer.
 */
export function page<T>(
  items: readonly T[],
  here: string,
  query: URLSearchParams,
  show: (item: T) => unknown,
): unknown {
  const size = wholeNumber(query, "maxresults", pageSize);
  if (size < 1 || size > pageSize) {
    throw new AzureError(400, "BadParameter", `maxresults is ${size}; it must be from 1 to ${pageSize}.`);
  }
  const start = wholeNumber(query, "$skiptoken", 0);
  const next = new URLSearchParams(query);
  next.set("$skiptoken", String(start + size));
  return {
    value: items.slice(start, start + size).map(show),
    nextLink: start + size < items.length ? `${here}?${next.toString()}` : null,
  };
}

function wholeNumber(query: URLSearchParams, name: string, fallback: number): number {
  const text = query.get(name);
  if (text === null) return fallback;
  if (!/^\d{1,9}$/.test(text)) throw new AzureError(400, "BadParameter", `${name} is "${text}"; it must be a number.`);
  return Number(text);
}
