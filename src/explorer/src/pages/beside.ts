/** What is known beside the rows of a question: of publications, and what things are called. */

import { resourceJson } from "../data/resources";
import { names } from "../parts/names";
import type { About } from "../parts/switches";
import type { Beside } from "./studies";

export async function besideRows(): Promise<Beside> {
  const [about, called] = await Promise.all([resourceJson<About>("references.json"), names()]);
  return { about, called: (thing) => called.things.get(thing)?.label };
}
