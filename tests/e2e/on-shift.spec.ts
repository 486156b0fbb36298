import { expect, test, type Locator, type Page } from '@playwright/test';
import { boxOf } from './boxes.ts';
import { joinShift, ownServer, phone, signIn } from './people.ts';
import { pair } from './support-pair.ts';
import { say } from './talk.ts';

ownServer();

type Box = { x: number; y: number; width: number; height: number };
/** What is asked here of an element in the browser. */
type Drawn = {
  firstChild: unknown;
  getBoundingClientRect: () => Box;
  contains: (other: unknown) => boolean;
  ownerDocument: {
    createRange: () => { selectNode: (node: unknown) => void; getBoundingClientRect: () => Box };
    elementFromPoint: (x: number, y: number) => unknown;
    defaultView: { getComputedStyle: (of: unknown) => { lineHeight: string } };
  };
};

/** The box around the words themselves, and how many lines they take. */
const wordsIn = (place: Locator): Promise<Box & { lines: number }> =>
  place.evaluate((found) => {
    const element = found as unknown as Drawn;
    const range = element.ownerDocument.createRange();
    range.selectNode(element.firstChild ?? element);
    const { x, y, width, height } = range.getBoundingClientRect();
    const { lineHeight } = element.ownerDocument.defaultView.getComputedStyle(element);
    return { x, y, width, height, lines: Math.round(height / parseFloat(lineHeight)) };
  });

async function staysWithin(words: Locator, around: Locator) {
  await expect(words).toBeVisible();
  const [inner, outer] = [await wordsIn(words), await boxOf(around)];
  expect(inner.x).toBeGreaterThanOrEqual(outer.x);
  expect(inner.x + inner.width).toBeLessThanOrEqual(outer.x + outer.width);
  expect(inner.y + inner.height).toBeLessThanOrEqual(outer.y + outer.height);
}

test('on a phone, both read since when somebody is away and when they are back', async ({ browser }) => {
  const [ana, ben] = [await signIn(browser, 'Ana', phone), await signIn(browser, 'Ben', phone)];
  for (const page of [ana, ben]) await joinShift(page);
  await ben.getByRole('button', { name: 'Taking a break' }).click();
  await ben.getByRole('group', { name: 'Back at' }).getByRole('button').last().click();
  const away = /since \d\d:\d\d, back at \d\d:\d\d/;
  for (const [page, name] of [
    [ben, 'You'],
    [ana, 'Ben'],
  ] as const) {
    const half = page.getByRole('region', { name, exact: true });
    await staysWithin(half.getByText(away), half);
  }
  await ben.getByRole('button', { name: 'Ready', exact: true }).click();
  await expect(ana.getByText(away)).toBeHidden();
});

test('the words of a signal stand in the middle, in one line, and do not move when it is pressed', async ({
  browser,
}) => {
  const { ana } = await pair(browser);
  const bar = ana.getByRole('group', { name: 'Tell Ben without a word' });
  const all = bar.getByRole('button');
  const boxes = async () => Promise.all((await all.all()).map(boxOf));
  const before = await boxes();
  for (const [at, button] of (await all.all()).entries()) {
    await button.click();
    await expect(button).toHaveAttribute('aria-pressed', 'true');
    const { x, width, lines } = await wordsIn(button.locator('.words'));
    expect(lines).toBe(1);
    expect(Math.abs(x + width / 2 - (before[at]!.x + before[at]!.width / 2))).toBeLessThan(1);
  }
  expect(await boxes()).toEqual(before);
});

test('a call that is over is not shown as going on', async ({ browser }) => {
  const { ana, ben } = await pair(browser);
  await ben.getByRole('button', { name: 'Start a call' }).click();
  await ben.getByRole('button', { name: 'Add: What it is about' }).click();
  await ben.getByRole('dialog').getByText('Housing', { exact: true }).click();
  await ben.keyboard.press('Escape');
  const half = ana.getByRole('region', { name: 'Ben', exact: true });
  await expect(half.getByText('What Ben’s call is about')).toBeVisible();
  await ben.getByRole('button', { name: 'End call' }).click();
  await expect(half.getByText(/Ben’s call at \d\d:\d\d is over\. Ben has still to finish/)).toBeVisible();
  await expect(half.getByText('What it was about')).toBeVisible();
  await expect(half.getByText('What Ben’s call is about')).toHaveCount(0);
  await ben.getByRole('button', { name: 'Finished', exact: true }).click();
  await expect(half.getByText(/has still to finish/)).toHaveCount(0);
});

const responds = (page: Page) => page.getByRole('group', { name: 'Does someone need to respond?' });

test('whether somebody has to respond stands whole beside a call, and is chosen on a phone', async ({
  browser,
}) => {
  const { ana, ben } = await pair(browser);
  await ana.setViewportSize({ width: 1366, height: 650 });
  await ana.getByRole('button', { name: 'Start a call' }).click();
  await expect(ana.getByRole('button', { name: 'End call' })).toBeVisible();
  await expect(responds(ana)).toBeInViewport({ ratio: 1 });
  await ben.getByRole('button', { name: 'Start a call' }).click();
  await ben.getByText('More about the call').click();
  await ben.getByRole('button', { name: 'Choose: Does someone need to respond?' }).click();
  await ben.getByRole('dialog').getByText('999 now').click();
  await expect(responds(ben).getByRole('button', { name: 'Take out 999 now' })).toBeVisible();
  await expect(ben.getByText(/^Tell .* now\?/)).toBeInViewport({ ratio: 1 });
});

test('what a message can lead to is pressed 44 pixels high', async ({ browser }) => {
  const { ana, ben } = await pair(browser);
  await say(ana, 'Quiet tonight.');
  await ben.getByRole('link', { name: /^Chat/ }).click();
  for (const page of [ana, ben]) {
    const more = page.getByRole('button', { name: /^More about the message/ });
    await expect(more).toBeVisible();
    const reaches = () =>
      more.evaluate((found) => {
        const button = found as unknown as Drawn;
        const { x, y, width, height } = button.getBoundingClientRect();
        return [-21, 21].map((by) =>
          button.contains(button.ownerDocument.elementFromPoint(x + width / 2, y + height / 2 + by)),
        );
      });
    await expect.poll(reaches).toEqual([true, true]);
  }
});
