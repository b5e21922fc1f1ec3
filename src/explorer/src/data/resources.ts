/**
 * What the page needs beside itself: files below one folder, or, in the single file, elements of the page.
 * Whatever it is, it is compressed at rest, and whether it still is when it comes is seen from its bytes.
 */

interface Place {
  readonly kind: "folder" | "file";
  /** Where the files are. */
  readonly base?: string;
  /** Where the server that gives the page begins; nothing, where there are only files. */
  readonly server?: string;
}

function place(): Place {
  const said = document.getElementById("place")?.textContent;
  return said ? (JSON.parse(said) as Place) : { kind: "folder", base: "" };
}

let here: Place | undefined;

/** Give an address on the server that gives the page; nothing, where there is none. */
export function onServer(path: string): string | undefined {
  here ??= place();
  return here.server && new URL(here.server + path, location.href.replace(/#.*$/s, "")).href;
}

/** Give the bytes of a resource as it is kept. */
export async function packed(name: string): Promise<Uint8Array<ArrayBuffer>> {
  here ??= place();
  if (here.kind === "file") {
    const held = document.getElementById(`resource:${name}`)?.textContent;
    if (held === undefined || held === null) {
      throw new Error(`There is no '${name}' in this file.`);
    }
    return decoded(held);
  }
  const reply = await fetch(`${here.base ?? ""}${name}.gz`);
  if (!reply.ok) {
    throw new Error(`'${name}' could not be loaded (${reply.status}).`);
  }
  return new Uint8Array(await reply.arrayBuffer());
}

function decoded(base64: string): Uint8Array<ArrayBuffer> {
  const signs = atob(base64.trim());
  const bytes = new Uint8Array(signs.length);
  for (let at = 0; at < signs.length; at += 1) {
    bytes[at] = signs.charCodeAt(at);
  }
  return bytes;
}

/** Unpack bytes, unless whoever sent them has done so. */
export async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) {
    return bytes;
  }
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export async function resourceText(name: string): Promise<string> {
  return new TextDecoder().decode(await unpacked(await packed(name)));
}

const kept = new Map<string, Promise<unknown>>();

/** Give a resource that is JSON, read once. */
export function resourceJson<T>(name: string): Promise<T> {
  let found = kept.get(name);
  if (found === undefined) {
    found = resourceText(name).then((text) => JSON.parse(text) as T);
    found.catch(() => kept.delete(name));
    kept.set(name, found);
  }
  return found as Promise<T>;
}
