/** Whether this browser supports push notifications. */
export type Able = 'yes' | 'cannot' | 'home-screen-first';

export function ableToReach(): Able {
  const isApple =
    /iPhone|iPad/.test(navigator.userAgent) ||
    (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
  const isOnHomeScreen = matchMedia('(display-mode: standalone)').matches;
  if (isApple && !isOnHomeScreen) return 'home-screen-first';
  return 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window
    ? 'yes'
    : 'cannot';
}

/** The service worker is registered a moment after the page has loaded, and first stores every page: a minute on a slow link. */
const timeoutMs = 60_000;

export async function worker(): Promise<ServiceWorkerRegistration | null> {
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), timeoutMs));
  return Promise.race([navigator.serviceWorker.ready, late]);
}

export async function subscriptionHere(): Promise<PushSubscription | null> {
  const known = 'serviceWorker' in navigator ? await navigator.serviceWorker.getRegistration() : undefined;
  return (await known?.pushManager?.getSubscription()) ?? null;
}

/** Replaces a subscription made with an older server key, which no longer works. */
export async function subscribe(
  registration: ServiceWorkerRegistration,
  key: string,
): Promise<PushSubscription> {
  const known = await registration.pushManager.getSubscription();
  if (known && base64url(known.options.applicationServerKey) !== key) await known.unsubscribe();
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

export function addressOf(subscription: PushSubscription) {
  return {
    endpoint: subscription.endpoint,
    p256dh: base64url(subscription.getKey('p256dh')),
    auth: base64url(subscription.getKey('auth')),
  };
}

/** Derived from the endpoint, so that a browser recognises itself in the list without storing anything. */
export async function deviceIdOf({ endpoint }: { endpoint: string }): Promise<string> {
  const bytes = new Uint8Array(
    await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint)),
    0,
    16,
  );
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function base64url(bytes: ArrayBuffer | null): string {
  const text = String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0)));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
