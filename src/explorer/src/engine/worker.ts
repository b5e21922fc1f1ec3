/** The engine: it is handed its own bytes and the graph, and answers. It opens no address, and can be ended. */

import init, { Store } from "oxigraph/web";
import { unpacked } from "../data/resources";
import type { FromWorker, ToWorker } from "./messages";

let store: Store | undefined;

const say = (message: FromWorker): void => postMessage(message);

async function load(engine: Uint8Array<ArrayBuffer>, graph: Uint8Array<ArrayBuffer>): Promise<void> {
  const [module, quads] = await Promise.all([
    unpacked(engine).then((it) => WebAssembly.compile(it)),
    unpacked(graph),
  ]);
  await init({ module_or_path: module });
  store = new Store();
  store.load(quads, { format: "application/n-quads", no_transaction: true, lenient: true });
  say({ kind: "loaded", size: store.size });
}

function answer(number: number, query: string): void {
  if (store === undefined) {
    throw new Error("the graph is not here yet");
  }
  const graph = makesGraph(query);
  const found = store.query(query, {
    use_default_graph_as_union: true,
    results_format: graph ? "application/n-triples" : "json",
  });
  say({ kind: "answered", number, text: String(found), graph });
}

/** Whether a query gives triples: told by the first word of its form, outside of comments, IRIs and texts. */
function makesGraph(query: string): boolean {
  const bare = query.replace(
    /<[^<>"{}|^`\\\s]*>|"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|#.*/g,
    " ",
  );
  return /\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b/i.exec(bare)?.[1]?.match(/^[cd]/i) !== null;
}

addEventListener("message", (event: MessageEvent<ToWorker>) => {
  const message = event.data;
  const number = message.kind === "ask" ? message.number : 0;
  const fail = (error: unknown) =>
    say({ kind: "failed", number, reason: error instanceof Error ? error.message : String(error) });
  if (message.kind === "load") {
    load(message.engine, message.graph).catch(fail);
    return;
  }
  try {
    answer(number, message.query);
  } catch (error) {
    fail(error);
  }
});
