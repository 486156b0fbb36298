import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { repetitions } from '../support/repetitions.ts';
import { crash } from './browser-storage.ts';
import { filesWith, openBrowser } from './own-browser.ts';
import { joinShift, ownServer, signIn } from './people.ts';
import { box, live } from './talk.ts';

ownServer();
let ana: Page;
const rounds = repetitions({ few: 10, all: 30 });
const canary = 'hxeron kyngfisher weirpoole';

test.beforeEach(async ({ browser }) => {
  ana = await signIn(browser, 'Ana');
  await joinShift(ana);
});
test.afterEach(() => ana.context().close());

test('a page that is killed in the middle of a sentence has it again, time after time', async () => {
  test.setTimeout(360_000);
  const perKey = 10;
  let typed = '';
  let mostLost = 0;
  for (let round = 1; round <= rounds; round++) {
    // Three seconds of typing, so that what may be lost is a third of it.
    const more = ` ${round}${' and then they said that nobody had rung'.repeat(8)}`;
    await box(ana).press('End');
    await box(ana).pressSequentially(more, { delay: perKey });
    typed += more;
    ana = await crash(ana);
    await expect(live(ana)).toBeVisible();
    await expect(box(ana)).not.toHaveValue('');
    const back = await box(ana).inputValue();
    expect(typed.startsWith(back)).toBe(true);
    mostLost = Math.max(mostLost, typed.length - back.length);
    typed = back;
  }
  test.info().annotations.push({ type: 'most lost', description: `${mostLost} characters` });
  expect(mostLost * perKey).toBeLessThan(1_000);
});

test('a browser that is killed has everything again, and its disk shows none of it', async () => {
  const profile = await mkdtemp(join(tmpdir(), 'alongside-profile-'));
  /** What is typed in a second, at ten milliseconds for a key. */
  const mostLost = 100;
  let typed = '';
  for (let round = 1; round <= 3; round++) {
    const { page, kill } = await openBrowser(profile, `${process.env.E2E_ADDRESS}/tonight`);
    // A browser writes its cookies down only now and then, so a killed one asks who is there.
    const comeIn = page.getByRole('button', { name: /^Ana\b/ });
    await expect(comeIn.or(live(page)).first()).toBeVisible();
    if (!(await live(page).isVisible())) await comeIn.click();
    await expect(live(page)).toBeVisible();

    if (typed !== '') await expect(box(page)).not.toHaveValue('');
    const back = await box(page).inputValue();
    expect(typed.startsWith(back)).toBe(true);
    expect(typed.length - back.length).toBeLessThan(mostLost);
    const more = `${round}. ${`${canary} at dusk and at dawn, and so on. `.repeat(6)}`;
    await box(page).press('End');
    await box(page).pressSequentially(more, { delay: 10 });
    typed = back + more;
    await kill();
  }
  expect(await filesWith(['words chat'], profile)).not.toEqual([]);
  expect(await filesWith(canary.split(' '), profile)).toEqual([]);
  await rm(profile, { recursive: true, force: true });
});

test('a note that was being typed when the page was killed is sent by the next page', async () => {
  await ana.getByRole('button', { name: 'Start a call' }).click();
  await ana
    .getByLabel('Note', { exact: true })
    .pressSequentially('Has not slept for three nights', { delay: 15 });
  ana = await crash(ana);
  await expect(ana.getByLabel('Note', { exact: true })).toHaveValue(/^Has not slept for thr/);
  await expect(ana.getByText('Saved', { exact: true })).toBeVisible();
  await ana.getByRole('button', { name: 'End call' }).click();
});
