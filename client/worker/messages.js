// Joined to the worker that keeps the pages: it shows the notifications that the server pushes, and opens the page that each one is about.

self.addEventListener('push', (event) => event.waitUntil(show(event.data.json())));
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.path));
});

/** A message with the same tag replaces the one before. No sound while a page is visible. */
async function show({ tag, title, words, path }) {
  const looking = (await windows()).some(
    ({ visibilityState, url }) => visibilityState === 'visible' && !isCard(url),
  );
  await self.registration.showNotification(title, {
    body: words,
    tag,
    silent: looking,
    icon: '/icon-192.png',
    lang: 'en-GB',
    data: { path },
  });
}

/** Shows the path: in an open page that can navigate without a reload; otherwise reloads any open page there, or opens a window. */
async function open(path) {
  const pages = await windows();
  for (const page of pages) {
    await page.focus().catch(() => {});
    if (await wentThere(page, path)) return;
  }
  const [page] = pages;
  if (!page) return self.clients.openWindow(path);
  await page.focus().catch(() => {});
  await page.navigate(path).catch(() => self.clients.openWindow(path));
}

/** The card says nothing of what comes. */
const isCard = (url) => new URL(url).pathname === '/card';

const windows = () => self.clients.matchAll({ type: 'window', includeUncontrolled: true });

const patience = 1_000;

function wentThere(page, path) {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => resolve(true);
    setTimeout(() => resolve(false), patience);
    page.postMessage({ type: 'OPEN', path }, [port2]);
  });
}
