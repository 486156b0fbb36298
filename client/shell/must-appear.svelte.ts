import { restBefore } from '../live/timeouts.ts';
import type * as MustAppearParts from './must-appear-parts.ts';

type Parts = typeof MustAppearParts;
/** `failedUrl` is the file that could not be fetched before, where the browser says so. */
type Fetch = (failedUrl?: string) => Promise<Parts>;

const triesAtMost = 8;

/** Chromium remembers a file that failed for as long as the page is open, so the next try asks under another address. */
const fetchParts: Fetch = (failedUrl) =>
  failedUrl
    ? (import(/* @vite-ignore */ `${failedUrl}?${Date.now()}`) as Promise<Parts>)
    : import('./must-appear-parts.ts');

/** What appears without a press, such as the alarm and its sound: fetched at once, and until it is there this page is not called live. */
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
