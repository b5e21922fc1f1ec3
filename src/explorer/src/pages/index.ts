/** Every page, in the order of the menu. A new page is one module here and its line. */

import { ask } from "./ask";
import { cfir } from "./cfir";
import { compare } from "./compare";
import { data } from "./data";
import { home } from "./home";
import { kept } from "./kept";
import type { Page } from "./page";
import { pictures } from "./pictures";
import { questions } from "./questions";
import { score } from "./score";
import { search } from "./search";
import { sparql } from "./sparql";
import { thing } from "./thing";

export const PAGES: readonly Page[] = [
  home,
  thing,
  ask,
  cfir,
  compare,
  pictures,
  questions,
  score,
  sparql,
  data,
  search,
  kept,
];
