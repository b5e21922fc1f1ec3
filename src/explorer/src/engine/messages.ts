/** What page and worker say to each other. */

export interface Loading {
  readonly kind: "load";
  readonly engine: Uint8Array<ArrayBuffer>;
  readonly graph: Uint8Array<ArrayBuffer>;
}

export interface Asking {
  readonly kind: "ask";
  readonly number: number;
  readonly query: string;
}

export type ToWorker = Loading | Asking;

export interface Loaded {
  readonly kind: "loaded";
  readonly size: number;
}

export interface Answered {
  readonly kind: "answered";
  readonly number: number;
  /** SPARQL's JSON where the answer is rows or a yes or no; N-Triples where it is a graph. */
  readonly text: string;
  readonly graph: boolean;
}

export interface Failed {
  readonly kind: "failed";
  readonly number: number;
  readonly reason: string;
}

export type FromWorker = Loaded | Answered | Failed;
