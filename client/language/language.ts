import { on } from 'svelte/events';
import { fetchWithin } from '../live/fetch-within.ts';
import { requestTimeoutMs } from '../live/timeouts.ts';

/** The languages of the pages by their tags, each named in itself. */
export const languages = { 'en-GB': 'English', cy: 'Cymraeg' } as const;
export type Language = keyof typeof languages;

/** The language of this page. */
export const language = (): Language => (document.documentElement.lang === 'cy' ? 'cy' : 'en-GB');

const aYear = 31_536_000;

/** The server and the worker's next look read it; it holds a language and nothing else, so it also outlives a sign-out. */
function keep(choice: Language) {
  const lasts = choice === 'en-GB' ? 0 : aYear;
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `language=${choice}; Path=/; Max-Age=${lasts}; SameSite=Strict${secure}`;
}

/** Loads this page in another language. Rejects, with nothing changed, where the server cannot be reached. */
export async function changeTo(choice: Language) {
  const before = language();
  keep(choice);
  try {
    await fetchPages();
  } catch (error) {
    keep(before);
    throw error;
  }
}

/** Pages in another language are to the worker what a new version is: fetched whole, then used in place of the old ones. */
async function fetchPages() {
  const registration =
    navigator.serviceWorker?.controller && (await navigator.serviceWorker.getRegistration());
  if (!registration) {
    await fetchWithin(requestTimeoutMs, '/', { cache: 'reload', method: 'HEAD' }, () => {});
    return location.reload();
  }
  await registration.update();
  const worker = registration.installing ?? registration.waiting;
  if (!worker) return location.reload();
  await installed(worker);
  on(navigator.serviceWorker, 'controllerchange', () => location.reload());
  worker.postMessage({ type: 'SKIP_WAITING' });
}

const installed = (worker: ServiceWorker) =>
  new Promise<void>((resolve, reject) => {
    const look = () => {
      if (worker.state === 'installed') resolve();
      if (worker.state === 'redundant') reject(new Error('The pages could not be fetched.'));
    };
    on(worker, 'statechange', look);
    look();
  });
