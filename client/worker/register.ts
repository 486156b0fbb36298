import { route } from '../shell/route.ts';

/** The page may start this one worker, and no other script. */
const address = '/sw.js';
const lookAgainAfter = 3_600_000;

/** The worker asks for a page to be opened, because a notification was pressed. */
type Asked = { type: string; path: string };

type Policies = {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): {
    createScriptURL(url: string): string;
  };
};

/** Registers the worker, which caches the pages but never data. Calls `onready` when a newer version has been fetched. */
export async function registerWorker(onready: (waiting: ServiceWorker) => void) {
  const registration = await navigator.serviceWorker.register(trusted(), { updateViaCache: 'none' });
  watch(registration, onready);
  navigator.serviceWorker.addEventListener('message', ({ data, ports }: MessageEvent<Asked>) => {
    if (data.type !== 'OPEN' || !route.hasBegun) return;
    ports[0]?.postMessage('opened');
    route.navigate(data.path as Parameters<typeof route.navigate>[0]);
  });
}

function watch(registration: ServiceWorkerRegistration, onready: (waiting: ServiceWorker) => void) {
  const look = () => {
    if (registration.waiting && navigator.serviceWorker.controller) onready(registration.waiting);
  };
  look();
  registration.addEventListener('updatefound', () =>
    registration.installing?.addEventListener('statechange', look),
  );
  setInterval(() => void registration.update().catch(() => {}), lookAgainAfter);
}

/** Browsers with Trusted Types accept a script URL only from a named policy. */
function trusted(): string {
  const { trustedTypes } = window as { trustedTypes?: Policies };
  const policy = trustedTypes?.createPolicy('own-worker', {
    createScriptURL(url) {
      if (url !== address) throw new TypeError('Not a worker of ours.');
      return url;
    },
  });
  return policy?.createScriptURL(address) ?? address;
}
