/** What a page is. Its record stands in `pages/index.ts`; the address `#/NAME/ABOUT?PARAMS` leads to it. */

import type { Address } from "../parts/address";
import type { Child } from "../parts/dom";

export interface View {
  /** What the window is called, and the heading of the page. */
  readonly title: string;
  readonly body: Child;
}

export interface Page {
  /** The first part of its address. */
  readonly name: string;
  /** What it is called in the menu; without it, it is reached from elsewhere. */
  readonly menu?: string;
  /** By which further words the search finds it. */
  readonly words?: string;
  readonly make: (at: Address) => View | Promise<View>;
}
