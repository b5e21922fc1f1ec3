/** The engine as the page sees it: started when something is first asked, and stopped by ending its worker. */

import { packed, resourceText } from "../data/resources";
import type { FromWorker, ToWorker } from "./messages";

export interface Given {
  readonly text: string;
  readonly graph: boolean;
}

/** Somebody stopped it. */
export class Stopped extends Error {}

/** What the engine says of a query. */
export class Refused extends Error {}

interface Waiting {
  readonly resolve: (given: Given) => void;
  readonly reject: (error: Error) => void;
}

let worker: Promise<Worker> | undefined;
let waiting = new Map<number, Waiting>();
let last = 0;
/** How long it took to be ready, in milliseconds, for whoever measures. */
export let ready = 0;
const watchers = new Set<(state: State) => void>();
export type State = "asleep" | "waking" | "awake";
let state: State = "asleep";

function turn(now: State): void {
  state = now;
  for (const watch of watchers) {
    watch(now);
  }
}

/** Be told of the engine's state, now and when it changes. */
export function watchEngine(watch: (state: State) => void): () => void {
  watchers.add(watch);
  watch(state);
  return () => watchers.delete(watch);
}

async function started(): Promise<Worker> {
  turn("waking");
  const begun = performance.now();
  const [script, engine, graph] = await Promise.all([
    resourceText("engine.js"),
    packed("engine.wasm"),
    packed("graph.nq"),
  ]);
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const made = new Worker(address, { name: "engine" });
  URL.revokeObjectURL(address);
  await new Promise<void>((resolve, reject) => {
    made.onmessage = (event: MessageEvent<FromWorker>) => {
      if (event.data.kind === "loaded") {
        resolve();
      } else if (event.data.kind === "failed") {
        reject(new Error(event.data.reason));
      }
    };
    made.onerror = (event) => reject(new Error(event.message || "the engine could not be started"));
    const loading: ToWorker = { kind: "load", engine, graph };
    made.postMessage(loading, [engine.buffer, graph.buffer]);
  });
  made.onmessage = (event: MessageEvent<FromWorker>) => hear(event.data);
  ready = performance.now() - begun;
  document.documentElement.dataset.engine = String(Math.round(ready));
  turn("awake");
  return made;
}

function hear(message: FromWorker): void {
  if (message.kind === "loaded") {
    return;
  }
  const whoever = waiting.get(message.number);
  waiting.delete(message.number);
  if (message.kind === "answered") {
    whoever?.resolve(message);
  } else {
    whoever?.reject(new Refused(message.reason));
  }
}

/** Ask a query. */
export async function ask(query: string): Promise<Given> {
  if (worker === undefined) {
    const coming = started();
    worker = coming;
    coming.catch(() => {
      if (worker === coming) {
        worker = undefined;
        turn("asleep");
      }
    });
  }
  const mine = worker;
  const awake = await mine;
  if (worker !== mine) {
    throw new Stopped("stopped");
  }
  last += 1;
  const number = last;
  return new Promise<Given>((resolve, reject) => {
    waiting.set(number, { resolve, reject });
    const asking: ToWorker = { kind: "ask", number, query };
    awake.postMessage(asking);
  });
}

/** Stop whatever the engine does. It starts anew when something is asked next. */
export function stop(): void {
  const ended = worker;
  worker = undefined;
  const left = waiting;
  waiting = new Map();
  ended?.then((it) => it.terminate()).catch(() => undefined);
  for (const whoever of left.values()) {
    whoever.reject(new Stopped("stopped"));
  }
  turn("asleep");
}
