/** The data themselves: how they are taken along, cited, asked from elsewhere, and under which licence they are. */

import { catalogue } from "../data/asking";
import { onServer, packed, unpacked } from "../data/resources";
import { write } from "../parts/address";
import { ANY, cite, copied, dated } from "../parts/cite";
import { type Child, fill, h } from "../parts/dom";
import { hand } from "../parts/download";
import { shown } from "../parts/links";
import { howCoded } from "../parts/switches";
import type { Page } from "./page";

export const data: Page = {
  name: "data",
  menu: "Data",
  words:
    "download graph dump rdf turtle n-quads csv cite citation bibtex ris licence license endpoint api version methods",
  make: async () => {
    const known = await catalogue();
    const text = dated(`${known.cited.data} Seen on ${ANY}.`);
    return {
      title: "The data",
      body: [
        h(
          "p",
          { class: "lead" },
          "Everything that these pages show is one RDF graph. Take it along, cite it, or ask it from a program of your own.",
        ),
        h(
          "section",
          { class: "panel" },
          h("h2", {}, "Cite"),
          copied(
            text,
            taken("ris", "determinants.ris", known.cited.ris, "application/x-research-info-systems"),
            taken("bibtex", "determinants.bib", known.cited.bibtex, "application/x-bibtex"),
          ),
          known.licence && h("p", {}, "Licence: ", shown(known.licence), "."),
        ),
        h(
          "section",
          { class: "panel" },
          h("h2", {}, "In a systematic review"),
          h(
            "p",
            {},
            "Cite the state of the data as above, and the stored question with what it was narrowed to: every panel has its query, its rows and the command that gives them again. Say also how the findings came about:",
          ),
          howCoded(),
          h(
            "p",
            {},
            "Each finding has a locator, the place in its source where it is stated: read it there before you rest anything on it. The studies that a review counts are not the publications that can be named here; say which of the two you report.",
          ),
          h(
            "p",
            { class: "links" },
            h("a", { href: write("ask", "influence-findings") }, "All findings, with locators"),
            h("a", { href: write("ask", "review-methods") }, "How each review was done"),
            h("a", { href: write("ask", "coding-agreement") }, "How far two codings agree"),
          ),
        ),
        h("section", { class: "panel" }, h("h2", {}, "Download"), download()),
        h("section", { class: "panel" }, h("h2", {}, "Ask it from elsewhere"), elsewhere()),
        h(
          "section",
          { class: "panel" },
          h("h2", {}, "What is in it"),
          h(
            "p",
            { class: "links" },
            h("a", { href: write("ask", "class-counts") }, "Classes, and how many things each has"),
            h("a", { href: write("ask", "class-properties") }, "Classes and their properties"),
            h("a", { href: write("ask", "graph-sizes") }, "Named graphs"),
            h("a", { href: write("sparql") }, "The SPARQL editor"),
            h("a", { href: write("thing", "dataset") }, "What the graph says of itself"),
          ),
        ),
        cite(known, "The data"),
      ],
    };
  },
};

/** A button that hands over a citation, with the day on it. */
const taken = (name: string, file: string, citation: string, type: string): HTMLElement =>
  h("button", { type: "button", click: () => hand(file, dated(citation), type) }, name);

/** The graph as it is in the page, made into a file when it is wanted. */
function download(): Child {
  const state = h("span", { class: "quiet", role: "status" });
  const take = async () => {
    fill(state, "Unpacking…");
    try {
      const bytes = await unpacked(await packed("graph.nq"));
      hand("determinants.nq", new Blob([bytes], { type: "application/n-quads" }), "application/n-quads");
      fill(state, `${(bytes.length / 1e6).toFixed(1)} MB.`);
    } catch (error) {
      fill(state, error instanceof Error ? error.message : String(error));
    }
  };
  return [
    h(
      "p",
      { class: "tool-row" },
      h("button", { type: "button", class: "main-button", click: take }, "The whole graph (N-Quads)"),
      state,
    ),
    h(
      "p",
      { class: "quiet" },
      "Other formats on a command line: ",
      h("code", {}, "determinants export turtle -o graph.ttl"),
      ", or trig, jsonld, rdfxml. Single tables: csv below every panel.",
    ),
  ];
}

function elsewhere(): Child {
  const endpoint = onServer("sparql");
  if (endpoint === undefined) {
    return h(
      "p",
      {},
      "These pages are files, and no server stands behind them: the editor asks the graph in the page. ",
      h("code", {}, "determinants serve"),
      " opens a SPARQL endpoint on your machine, at ",
      h("code", {}, "http://127.0.0.1:8000/sparql"),
      ".",
    );
  }
  const ways: readonly (readonly [string, string])[] = [
    ["graph-store?default", "the whole graph, in every RDF format"],
    ["questions", "the stored questions, each with its answer in every format of rows"],
    [".well-known/void", "what the data set is (VoID)"],
    ["openapi.json", "how programs ask (OpenAPI)"],
    ["cite", "how the data are cited"],
  ];
  return [
    h("p", {}, "SPARQL 1.1 endpoint: ", h("a", { href: endpoint }, endpoint)),
    h(
      "ul",
      { class: "listed" },
      ways.map(([path, what]) => h("li", {}, h("a", { href: onServer(path) }, `/${path}`), ` ${what}`)),
    ),
  ];
}
