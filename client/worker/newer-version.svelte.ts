import { on } from 'svelte/events';

/** A first visit loads its own page before it keeps a copy of everything. */
const afterLoading = 3_000;

/** Another version of the pages than this one, fetched and waiting until somebody lets it in. */
class NewerVersion {
  #waiting: ServiceWorker | undefined;
  #registering: Promise<void> | undefined;
  /** To be offered; not any more once somebody has said "next time". */
  ready = $state(false);
  /** Loading the page again brings another version than this one, as far as this browser can tell. */
  canLoad = $state(false);

  watch() {
    // Where it fails, Alongside works without it.
    if (import.meta.env.PROD && 'serviceWorker' in navigator)
      setTimeout(() => void this.#register().catch(() => {}), afterLoading);
  }

  /** Asks the server for its pages. Without a copy in this browser, loading the page again asks for them too. */
  async look() {
    if (!navigator.serviceWorker?.controller) {
      this.canLoad = true;
      return;
    }
    await this.#register();
    await (await navigator.serviceWorker.getRegistration())?.update();
  }

  /** Only the page where it was asked for begins anew; another one may be in a call. */
  use() {
    if (!this.#waiting) return location.reload();
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
