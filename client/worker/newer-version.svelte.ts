/** A first visit loads its own page before it keeps a copy of everything. */
const afterLoading = 3_000;

/** A newer version of the pages, fetched and waiting until somebody lets it in. */
class NewerVersion {
  #waiting: ServiceWorker | undefined;
  ready = $state(false);

  watch() {
    // Where it fails, Alongside works without it.
    if (import.meta.env.PROD && 'serviceWorker' in navigator)
      setTimeout(() => void this.#register().catch(() => {}), afterLoading);
  }

  /** Only the page where it was asked for begins anew; another one may be in a call. */
  use() {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload());
    this.#waiting?.postMessage({ type: 'SKIP_WAITING' });
  }

  later() {
    this.ready = false;
  }

  async #register() {
    const { registerWorker } = await import('./register.ts');
    await registerWorker((waiting) => {
      this.#waiting = waiting;
      this.ready = true;
    });
  }
}

export const newerVersion = new NewerVersion();
