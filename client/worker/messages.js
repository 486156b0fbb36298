// Joined to the worker that keeps the pages: it shows what the server has sent while nobody was looking, and opens the page it is about.

self.addEventListener('push', (event) => event.waitUntil(show(event.data.json())));
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.path));
});

/** A second copy of the same message takes the place of the first. Somebody who is looking is not called. */
async function show({ tag, title, words, path }) {
  const looking = (await windows()).some(({ visibilityState }) => visibilityState === 'visible');
  await self.registration.showNotification(title, {
    body: words,
    tag,
    silent: looking,
    icon: '/icon-192.png',
    lang: 'en-GB',
    data: { path },
  });
}

/** In a page that is open where there is one, without loading it anew. */
async function open(path) {
  const [page] = await windows();
  if (!page) return self.clients.openWindow(path);
  await page.focus().catch(() => {});
  if (!(await wentThere(page, path))) await page.navigate(path);
}

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
