import { expect, test, type Page } from '@playwright/test';
import { joinShift, ownServer, signIn } from './people.ts';
import { box, say } from './talk.ts';

ownServer({ worker: true });

/** As browsers translate: a `<font>` in the place of each text, then and whenever there is a new one. The words of this language are all capitals. */
const translate = `(() => {
  const wrap = (text) => {
    if (text.data.trim() === '' || text.parentElement?.closest('font, style, textarea')) return;
    const font = document.createElement('font');
    font.append(document.createElement('font'));
    font.firstChild.textContent = text.data.toUpperCase();
    text.replaceWith(font);
  };
  const walk = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = root.nodeType === 3 ? [root] : [];
    while (walker.nextNode()) found.push(walker.currentNode);
    found.forEach(wrap);
  };
  walk(document.body);
  new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records)
      if (type === 'characterData') target.isConnected && wrap(target);
      else addedNodes.forEach((node) => node.isConnected && walk(node));
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
})()`;

/** What somebody reads, without the seconds that run. */
const read = async (page: Page) =>
  (await page.getByRole('main').innerText()).toUpperCase().replace(/\d/g, '#').replace(/\s+/g, ' ');

test('a page that the browser translates says what one says that it leaves alone', async ({ browser }) => {
  const ben = await signIn(browser, 'Ben');
  const ana = await signIn(browser, 'Ana');
  await joinShift(ben);
  await joinShift(ana);
  const translated = await ana.context().newPage();
  await translated.goto('/tonight');
  await expect(translated.getByText('Live', { exact: true })).toBeVisible();
  await translated.evaluate(translate);
  const saysTheSame = async (words: string) => {
    await expect(translated.getByRole('main')).toContainText(words.toUpperCase());
    await expect(async () => expect(await read(translated)).toBe(await read(ana))).toPass();
  };
  await saysTheSame('Ready');

  await ben.getByRole('button', { name: 'Taking a break' }).click();
  await saysTheSame('Taking a break');
  await ben.getByRole('button', { name: 'Start a call' }).click();
  await ben.getByRole('button', { name: 'Yes, start a call' }).click();
  await saysTheSame('On a call');
  const clock = translated.getByText(/^\d:\d\d(MINUTES)?$/).first();
  const before = await clock.innerText();
  await expect(clock).not.toHaveText(before);
  await ben.getByText('Finding it hard').click();
  await saysTheSame('Finding it hard');
  await ben.getByRole('button', { name: 'End call' }).click();
  await saysTheSame('Writing up');

  await say(ben, 'Are you well?', 'Ana');
  await saysTheSame('Are you well?');
  await say(translated, 'I am.');
  await saysTheSame('I am.');
  await expect(box(translated)).toHaveValue('');
  await ben.context().setOffline(true);
  await ben.context().close();
  await expect(translated.getByText('NOT CONNECTED').first()).toBeVisible({ timeout: 30_000 });
  await saysTheSame('Not connected');
  await ana.context().close();
});
