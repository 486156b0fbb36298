import type { Page } from '@playwright/test';

/** Runs in the page: every row of every database, bytes as the letters they would be. */
const readDatabases = `(async () => {
  const answer = (asked) =>
    new Promise((done, fail) => {
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => fail(asked.error);
    });
  const inLetters = (_key, value) =>
    value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? new TextDecoder('latin1').decode(value) : value;
  const rows = [];
  for (const { name } of await indexedDB.databases()) {
    const db = await answer(indexedDB.open(name));
    for (const store of db.objectStoreNames)
      for (const row of await answer(db.transaction(store).objectStore(store).getAll()))
        rows.push(JSON.stringify(row, inLetters));
    db.close();
  }
  return rows;
})()`;

export const onDisk = (page: Page) => page.evaluate<string[]>(readDatabases);

/** The rows of commands that have not been answered yet, or of texts that were typed and not sent. */
export const onDiskOf = async (page: Page, kind: 'command' | 'words') =>
  (await onDisk(page)).filter((row) => row.includes(`"id":"${kind} `));

/** All that lies in this page's browser, as one text. */
export async function keptText(page: Page): Promise<string> {
  const stored = await page.evaluate<string>('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');
  return [...(await onDisk(page)), stored].join('\n');
}

/** Nothing that a page asks of the store of its browser is done until the returned function is called. */
export async function holdDisk(page: Page): Promise<() => Promise<void>> {
  const holding = await page.context().newPage();
  await holding.goto('/theme.js');
  await holding.evaluate(`new Promise((begun) => {
    indexedDB.open('alongside').onsuccess = ({ target: { result: db } }) => {
      const owner = db.transaction([...db.objectStoreNames], 'readwrite').objectStore('owner');
      const again = () => {
        begun();
        owner.get('owner').onsuccess = again;
      };
      again();
    };
  })`);
  return () => holding.close();
}

/** Kills the page's process without a word to it, and opens the same address on a new page. */
export async function crash(page: Page): Promise<Page> {
  const context = page.context();
  const address = page.url();
  const control = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  void control.send('Page.crash').catch(() => {});
  await crashed;
  await page.close();
  const next = await context.newPage();
  await next.goto(address);
  return next;
}
