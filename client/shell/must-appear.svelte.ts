import { restBefore } from '../live/timeouts.ts';
import type * as MustAppearParts from './must-appear-parts.ts';

type Parts = typeof MustAppearParts;
/** `failedUrl` is the file that failed before, if the browser names it. */
type Fetch = (failedUrl?: string) => Promise<Parts>;

const triesAtMost = 8;

/** Chromium caches a failed import for as long as the page is open, so a retry uses another URL. */
const fetchParts: Fetch = (failedUrl) =>
  failedUrl
    ? (import(/* @vite-ignore */ `${failedUrl}?${Date.now()}`) as Promise<Parts>)
    : import('./must-appear-parts.ts');

/** Parts that appear without a press, such as the alarm and its sound. Fetched at once; until they are there, the page is not shown as live. */
export class MustAppear {
  parts = $state.raw<Parts>();
  /** Every attempt has failed; the page says so. */
  failed = $state(false);
  #fetch: Fetch;

  constructor(fetch: Fetch = fetchParts) {
    this.#fetch = fetch;
  }

  async fetch() {
    let failedUrl: string | undefined;
    for (let tries = 1; tries <= triesAtMost; tries += 1) {
      try {
        this.parts = await this.#fetch(failedUrl);
        return;
      } catch (error) {
        failedUrl = fileIn(error);
        await new Promise((done) => setTimeout(done, restBefore(tries)));
      }
    }
    this.failed = true;
  }
}

/** Only a file of this page's own server. */
function fileIn(error: unknown): string | undefined {
  const [url] = /https?:\/\/[^\s?]+\.js/.exec(String(error)) ?? [];
  return url?.startsWith(`${location.origin}/`) ? url : undefined;
}

export const mustAppear = new MustAppear();
