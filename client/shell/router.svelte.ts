import type { Component } from 'svelte';
import { on } from 'svelte/events';
import { matching, pathOf, type Params } from './paths.ts';
import { unsaved } from './unsaved.svelte.ts';

/** The pages by path pattern, each fetched when it is first opened. `*` matches every other address. */
export type Pages<Path extends string> = Record<Path, () => Promise<{ default: Component }>>;
/** The pages that are there from the start, and how the table of the others is fetched. */
export type Routes<Path extends string> = {
  here: Partial<Record<Path, Component>>;
  others: () => Promise<{ pages: Partial<Pages<Path>> }>;
};

/** The client-side router. */
export class Router<Path extends string> {
  #routes: Routes<Path> | undefined;
  #paths: readonly Path[];
  #wanted = 0;
  /** The person has agreed to the next step through the history. */
  #mayStep = false;
  #fragment = $state(location.hash);
  /** Undefined until the first page has been fetched. */
  page = $state.raw<Component | null>(null);
  /** The page could not be fetched. */
  missing = $state(false);
  pathname = $state(location.pathname);
  params = $state.raw<Params>({});

  constructor(paths: readonly Path[]) {
    this.#paths = paths;
  }

  /** Whether there are pages to go to: on the card and before signing in there are none. */
  get hasBegun(): boolean {
    return this.#routes !== undefined;
  }

  get hash(): string {
    return this.#fragment;
  }

  isActive = Object.assign((path: Path) => matching([path], this.pathname) !== undefined, {
    startsWith: (path: Path) => this.pathname.startsWith(path),
  });

  navigate = (path: Path, { params = {}, replace = false }: { params?: Params; replace?: boolean } = {}) =>
    unsaved.leave(() => void this.#go(new URL(pathOf(path, params), location.href), replace));

  /** Follows the address and the links of the page; returns how to stop. */
  begin(routes: Routes<Path>): () => void {
    this.#routes = routes;
    void this.#show(new URL(location.href));
    const stops = [
      on(window, 'popstate', () => this.#step()),
      on(document, 'click', (event) => this.#follow(event)),
    ];
    return () => {
      stops.forEach((stop) => stop());
      this.#routes = undefined;
    };
  }

  /** Back or forward. With unsaved edits the address is restored until the person has answered. */
  #step() {
    const url = new URL(location.href);
    const isFree = this.#mayStep || unsaved.changed.length === 0 || url.pathname === this.pathname;
    this.#mayStep = false;
    if (isFree) return void this.#show(url);
    history.pushState(null, '', this.pathname + this.#fragment);
    unsaved.leave(() => {
      this.#mayStep = true;
      history.back();
    });
  }

  /** Leaves these to the browser: another tab, another site, a hash on this page, a download. */
  #follow(event: MouseEvent) {
    const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>('a[href]');
    if (!link || link.target || link.hasAttribute('download') || event.defaultPrevented) return;
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const url = new URL(link.href);
    const isOurs = url.origin === location.origin && matching(this.#paths, url.pathname);
    if (!isOurs || link.getAttribute('href')?.startsWith('#')) return;
    event.preventDefault();
    unsaved.leave(() => void this.#go(url, false));
  }

  async #go(url: URL, replace: boolean) {
    const isNew = url.href !== location.href;
    await this.#show(url, () => isNew && history[replace ? 'replaceState' : 'pushState'](null, '', url));
  }

  /** Shows the previous page until the next is fetched; a later navigation wins. */
  async #show({ pathname, hash }: URL, arrived: () => void = () => {}) {
    const wanted = ++this.#wanted;
    const { path, params } = matching(this.#paths, pathname) ?? { path: '*' as Path, params: {} };
    const page = this.#routes!.here[path] ?? (await this.#fetched(path));
    if (wanted !== this.#wanted) return;
    arrived();
    this.page = page;
    this.missing = page === null;
    this.params = params;
    this.pathname = pathname;
    this.#fragment = hash;
  }

  /** The page at a path pattern; null if it could not be fetched. */
  async #fetched(path: Path): Promise<Component | null> {
    try {
      const { pages } = await this.#routes!.others();
      return (await pages[path]!()).default;
    } catch {
      return null;
    }
  }
}
