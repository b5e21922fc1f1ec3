/** Elements, made and never written: a text is a text in them, whatever signs it has. */

export type Child = Node | string | number | undefined | null | false | readonly Child[];
type Listener = (event: Event) => void;
export type Attributes = Readonly<Record<string, string | number | boolean | undefined | Listener>>;

const SVG = "http://www.w3.org/2000/svg";

function filled<E extends Element>(element: E, attributes: Attributes, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name, value);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== undefined && value !== false) {
      if (name === "href" && !isHarmless(String(value))) {
        continue;
      }
      element.setAttribute(name, String(value));
    }
  }
  put(element, children);
  return element;
}

/** Whether an address leads to a page: a text of the data may be any address, and a script is none. */
export function isHarmless(address: string): boolean {
  return /^(https?:\/\/|#|\.?\/|blob:|mailto:)/i.test(address);
}

function put(into: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child instanceof Node) {
      into.append(child);
    } else if (Array.isArray(child)) {
      put(into, child);
    } else if (child !== undefined && child !== null && child !== false) {
      into.append(String(child));
    }
  }
}

/** Make an element of HTML. */
export function h<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  return filled(document.createElement(name), attributes, children);
}

/** Make an element of SVG. */
export function s<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  return filled(document.createElementNS(SVG, name) as SVGElementTagNameMap[K], attributes, children);
}

/** Put something in the place of what an element has. */
export function fill(element: Element, ...children: readonly Child[]): void {
  element.replaceChildren();
  put(element, children);
}
