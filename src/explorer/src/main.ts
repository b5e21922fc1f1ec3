import { answer, catalogue, question } from "./data/asking";
import { termOf } from "./data/questions";
import type { Rows, Term } from "./data/terms";
import { shell } from "./shell";
import "./style/explorer.css";

/** For programs, and whoever opens the console: `await explorer.ask("influence-counts", { review: ["KEY"] })`. */
async function ask(name: string, where: Readonly<Record<string, readonly string[]>> = {}): Promise<Rows> {
  const known = await catalogue();
  const asked = await question(name);
  const by: Record<string, Term[]> = {};
  for (const [column, said] of Object.entries(where)) {
    by[column] = said.map((each) => termOf(known, asked.question, column, each));
  }
  return answer(asked.name, by);
}

Object.assign(globalThis, { explorer: { ask } });

const root = document.getElementById("explorer");
if (root !== null) {
  root.replaceChildren();
  shell(root);
}
