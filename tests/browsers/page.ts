/** One tab of a browser, as far as the evening needs it. `expression` is JavaScript for the page; what it gives has to be plain. */
export type Page = {
  go: (address: string) => Promise<void>;
  reload: () => Promise<void>;
  back: () => Promise<void>;
  read: <T>(expression: string) => Promise<T>;
  /** Presses what the expression finds, with a real pointer. */
  press: (expression: string) => Promise<void>;
  /** Types, key by key, into what the expression finds. */
  type: (expression: string, text: string) => Promise<void>;
  picture: (path: string) => Promise<void>;
  /** A second tab beside this one. */
  another: () => Promise<Page>;
  close: () => Promise<void>;
};

export type Size = { width: number; height: number };
/** A browser of its own for one person, with one tab open. */
export type Opened = { page: Page; end: () => Promise<void> };
export type Engine = { name: string; open: (size: Size) => Promise<Opened> };
