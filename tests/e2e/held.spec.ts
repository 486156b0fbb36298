import { expect, test, type Locator, type Page } from '@playwright/test';
import { joinShift, ownServer, phone, signIn, withWorker } from './people.ts';
import { goOffline } from './talk.ts';

ownServer();

test('all that is pressed during a call is under the thumb, and large enough', async ({ browser }) => {
  const ana = await signIn(browser, 'Ana', phone);
  await joinShift(ana);
  await ana.getByRole('button', { name: 'Start a call' }).click();
  for (const name of [
    'End call',
    'I need support now',
    'Sit with me',
    'Finding it hard',
    'Going fine',
    'Nearly done',
  ]) {
    const box = await ana.getByRole('button', { name, exact: true }).boundingBox();
    expect(box!.height, name).toBeGreaterThanOrEqual(44);
    expect(box!.width, name).toBeGreaterThanOrEqual(44);
    expect(box!.y, name).toBeGreaterThanOrEqual(320);
  }
  for (const name of [/^Chat/, 'Ben', 'Guidance']) {
    const box = await ana
      .getByRole('navigation', { name: 'On shift' })
      .getByRole('link', { name })
      .boundingBox();
    expect(box!.height).toBeGreaterThanOrEqual(44);
    expect(box!.y).toBeGreaterThanOrEqual(320);
  }
  const hide = await ana.getByRole('button', { name: 'Hide screen' }).boundingBox();
  expect(Math.min(hide!.width, hide!.height)).toBeGreaterThanOrEqual(44);
  await ana.getByRole('button', { name: 'End call' }).click();
});

test('without a link, what a call needs stays under the thumb, with whom to ring beside it', async ({
  browser,
}) => {
  const ana = await signIn(browser, 'Ana', withWorker(phone));
  await joinShift(ana);
  await ana.getByRole('button', { name: 'Start a call' }).click();
  const underTheThumb = async (what: Locator) => {
    const box = (await what.boundingBox())!;
    expect(Math.min(box.width, box.height), String(what)).toBeGreaterThanOrEqual(44);
    expect(box.y, String(what)).toBeGreaterThanOrEqual(320);
    expect(box.y + box.height, String(what)).toBeLessThanOrEqual(640);
  };
  const ring = [
    ana.getByRole('link', { name: /^Ring Ben, 0/ }),
    ana.getByRole('link', { name: /^Ring (Lorna|Idris), 0/ }),
  ];
  await goOffline(ana);
  for (const name of ['End call', 'I need support now', 'Finding it hard'])
    await underTheThumb(ana.getByRole('button', { name, exact: true }));
  for (const link of ring) await underTheThumb(link);
  const note = (await ana.getByLabel('Note', { exact: true }).boundingBox())!;
  expect(note.y).toBeLessThan(320);

  await ana.getByRole('link', { name: /^Chat/ }).click();
  await ana.getByLabel('Write to Ben', { exact: true }).fill('This waits');
  await ana.getByRole('button', { name: 'Send to Ben' }).click();
  await expect(ana.getByText('1 thing still to send')).toBeVisible();
  for (const name of ['End call', 'I need support now', 'Send to Ben'])
    await underTheThumb(ana.getByRole('button', { name, exact: true }));
  await underTheThumb(ana.getByLabel('Write to Ben', { exact: true }));
  for (const link of ring) await underTheThumb(link);
  await expect(ana.getByRole('log').getByText('This waits')).toBeInViewport();
  expect((await ana.getByRole('log').boundingBox())!.height).toBeGreaterThanOrEqual(90);

  await ana.getByRole('button', { name: 'I need support now' }).click();
  await expect(ana.getByText(/has not reached Ben/)).toBeVisible();
  for (const link of ring) await underTheThumb(link);
  await underTheThumb(ana.getByRole('button', { name: 'End call' }));
  await ana.getByRole('button', { name: 'Undo' }).click();
  await ana.context().setOffline(false);
  await ana.getByRole('button', { name: 'End call' }).click();
});

test('a routine call is written down in six taps', async ({ browser }) => {
  const ben = await signIn(browser, 'Ben', phone);
  await joinShift(ben);
  const tap = (name: string | RegExp, role: 'button' | 'option' = 'button') =>
    ben.getByRole(role, { name }).first().click();
  await tap('Start a call');
  await tap(/^Add/);
  await tap('Loneliness', 'option');
  await ben.keyboard.press('Escape');
  await tap('End call');
  await tap('Finished');
  await expect(ben.getByRole('button', { name: 'Start a call' })).toBeVisible();
});

test('words to read stand out seven to one, by day and by night', async ({ browser }) => {
  const page = await signIn(browser, 'Lorna');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const [ink, ground] of [
      ['--ink', '--paper'],
      ['--ink', '--sheet'],
      ['--ink', '--lit'],
      ['--ink-soft', '--paper'],
      ['--ink-soft', '--sheet'],
      ['--ink-soft', '--lit'],
    ] as const)
      expect(await contrast(page, ink, ground), `${ink} on ${ground}, ${colorScheme}`).toBeGreaterThanOrEqual(
        7,
      );
  }
});

/** As WCAG computes it, from the colours that the browser resolved. */
const contrast = (page: Page, ink: string, ground: string) =>
  page.evaluate<number>(`(() => {
    const [darker, lighter] = ['${ink}', '${ground}'].map(brightness).sort((a, b) => a - b);
    return (lighter + 0.05) / (darker + 0.05);

    function brightness(name) {
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.color = 'var(' + name + ')';
      const parts = getComputedStyle(probe).color.match(/[0-9.]+/g).slice(0, 3).map((part) => part / 255);
      probe.remove();
      const [r, g, b] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    }
  })()`);
