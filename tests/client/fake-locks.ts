type Hold = () => Promise<unknown>;
type Request = { hold: Hold; give: () => void; fail: (error: Error) => void; tab: number };

/** The locks of one browser, of which jsdom has none. Whatever a tab held goes on to the next when it is closed. */
export class FakeLocks {
  #holder: Request | null = null;
  #waiting: Request[] = [];
  #tabs = 0;

  /** What is asked for from now on is asked for by a tab of its own. Returns how to close that. */
  openTab() {
    const tab = (this.#tabs += 1);
    Object.defineProperty(globalThis.navigator, 'locks', { configurable: true, value: this.#asTab(tab) });
    return () => {
      this.#waiting = this.#waiting.filter((request) => request.tab !== tab);
      if (this.#holder?.tab === tab) this.#next();
    };
  }

  #asTab(tab: number) {
    return {
      request: (_name: string, { steal }: { steal?: boolean }, hold: Hold) =>
        new Promise<void>((_done, fail) => {
          const request = { hold, fail, tab, give: () => void hold() };
          if (steal) this.#steal(request);
          else {
            this.#waiting.push(request);
            if (!this.#holder) this.#next();
          }
        }),
    };
  }

  #steal(request: Request) {
    const robbed = this.#holder;
    this.#holder = request;
    robbed?.fail(new Error('The lock was stolen.'));
    request.give();
  }

  #next() {
    this.#holder = this.#waiting.shift() ?? null;
    this.#holder?.give();
  }
}
