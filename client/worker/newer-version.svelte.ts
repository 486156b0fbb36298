import { on } from 'svelte/events';

/** Milliseconds to wait, so that a first visit loads its page before the worker caches everything. */
const afterLoading = 3_000;

/** A newer version of the pages, fetched and waiting until the person accepts it. */
class NewerVersion {
  #waiting: ServiceWorker | undefined;
  #registering: Promise<void> | undefined;
  /** Whether to offer it; false once the person has chosen "next time". */
  ready = $state(false);
  /** Whether a reload would bring another version, as far as this browser can tell. */
  canLoad = $state(false);

  watch() {
    // If registration fails, Alongside works without a service worker.
    if (import.meta.env.PROD && 'serviceWorker' in navigator)
      setTimeout(() => void this.#register().catch(() => {}), afterLoading);
  }

  /** Checks the server for newer pages. Without a service worker, a reload fetches them anyway. */
  async look() {
    if (!navigator.serviceWorker?.controller) {
      this.canLoad = true;
      return;
    }
    await this.#register();
    await (await navigator.serviceWorker.getRegistration())?.update();
  }

  /** Reloads only this page; another one may be in a call. Where that one has taken the new version into use, no change is to come. */
  use() {
    if (this.#waiting?.state !== 'installed') return location.reload();
    on(navigator.serviceWorker, 'controllerchange', () => location.reload());
    this.#waiting.postMessage({ type: 'SKIP_WAITING' });
  }

  later() {
    this.ready = false;
  }

  #register(): Promise<void> {
    this.#registering ??= import('./register.ts').then(({ registerWorker }) =>
      registerWorker((waiting) => {
        this.#waiting = waiting;
        this.ready = true;
        this.canLoad = true;
      }),
    );
    this.#registering.catch(() => (this.#registering = undefined));
    return this.#registering;
  }
}

export const newerVersion = new NewerVersion();
