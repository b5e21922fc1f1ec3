/**
 * The address holds the state: `#/page/path?column=value`, after the hash, so that it works from a disk too.
 * A link is an ordinary link; back and forward are the browser's.
 */

import { path } from "../data/terms";

export interface Address {
  /** The first part: which page. */
  readonly page: string;
  /** What follows it: what the page is about. */
  readonly about: string;
  readonly params: URLSearchParams;
}

export function read(hash: string): Address {
  const whole = hash.replace(/^#\/?/, "");
  const at = whole.indexOf("?");
  const [place, query] = at < 0 ? [whole, ""] : [whole.slice(0, at), whole.slice(at + 1)];
  const slash = place.indexOf("/");
  const [page, about] = slash < 0 ? [place, ""] : [place.slice(0, slash), place.slice(slash + 1)];
  return { page, about: decoded(about), params: new URLSearchParams(query) };
}

function decoded(said: string): string {
  try {
    return decodeURIComponent(said);
  } catch {
    return said;
  }
}

type Said = string | readonly string[] | undefined;

/** Write an address. What is empty is left out. */
export function write(
  page: string,
  about = "",
  params: Readonly<Record<string, Said>> | URLSearchParams = {},
): string {
  const search = params instanceof URLSearchParams ? params : new URLSearchParams();
  if (!(params instanceof URLSearchParams)) {
    for (const [name, said] of Object.entries(params)) {
      for (const value of said === undefined || typeof said === "string" ? [said] : said) {
        if (value) {
          search.append(name, value);
        }
      }
    }
  }
  const query = search.toString().replaceAll("%2F", "/").replaceAll("%3A", ":");
  const place = [page, ...(about ? about.split("/").map(encodeURIComponent) : [])].join("/");
  return `#/${place}${query ? `?${query}` : ""}`;
}

/** The address of the page of a thing. */
export const thingAt = (iri: string): string => write("thing", path(iri));

/** Go to an address; with `quietly`, the one before is not kept for going back. */
export function go(to: string, quietly = false): void {
  if (quietly) {
    history.replaceState(history.state, "", to);
    dispatchEvent(new HashChangeEvent("hashchange"));
  } else {
    location.hash = to;
  }
}
