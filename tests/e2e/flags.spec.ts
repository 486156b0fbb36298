import { expect, test, type Page } from '@playwright/test';
import { aside } from './aside.ts';
import { expectNothingFoundInBothThemes } from './findings.ts';
import { joinShift, ownServer, phone, signIn } from './people.ts';

const own = ownServer();

const learning = 'You let the silence be, and that was listening.';

async function flag(page: Page, reason: string, words = '', askMeFirst = false) {
  await page.getByRole('button', { name: 'Flag', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /^Flag the call/ });
  await dialog.getByRole('radio', { name: reason }).click();
  await dialog.getByLabel('In your words (optional)').fill(words);
  if (askMeFirst) await dialog.getByRole('checkbox', { name: /^Please ask me before you decide/ }).check();
  await dialog.getByRole('button', { name: 'Raise the flag' }).click();
  await expect(page.getByRole('link', { name: 'Flagged' })).toBeVisible();
}

async function onACall(page: Page) {
  await joinShift(page);
  await page.getByRole('button', { name: 'Start a call' }).click();
  await expect(page.getByRole('button', { name: 'End call' })).toBeVisible();
}

async function endTheCall(page: Page) {
  await page.getByRole('button', { name: 'End call' }).click();
  await writeItUp(page);
}

const writeItUp = (page: Page) => page.getByRole('button', { name: 'Finished', exact: true }).click();

/** On a phone a call is flagged once it is over. What is pressed in haste after starting does not end it. */
async function endTheCallOnPhone(page: Page) {
  const end = page.getByRole('button', { name: 'End call' });
  await expect(async () => {
    await end.click({ timeout: 1_000 });
    await expect(end).toBeHidden({ timeout: 1_000 });
  }).toPass();
}

test('a flag is asked about, answered, learned from, and leaves a theme and something to do', async ({
  browser,
}) => {
  const ana = await signIn(browser, 'Ana', phone);
  const sunita = await signIn(browser, 'Sunita');
  const lorna = await signIn(browser, 'Lorna');
  await onACall(ana);
  await endTheCallOnPhone(ana);
  await flag(ana, 'Worried how I handled it', 'There was a long silence.', true);
  const item = sunita.getByRole('link', { name: /^Did I handle this call well\?.*Ana/ });
  await expect(item).toContainText('wants to be asked first');
  await item.click();
  await expect(sunita.getByText('Ana wants to be asked before you decide.')).toBeVisible();
  await sunita.getByRole('button', { name: 'Take this one' }).click();
  await expect(sunita.getByText('You have taken this.')).toBeFocused();
  await expect(sunita.getByRole('button', { name: 'Close and give it back' })).toBeHidden();
  await sunita.getByLabel('Your question to Ana').fill('How long was it?');
  await sunita.getByRole('button', { name: 'Send the question' }).click();
  await expect(sunita.getByText('Ana wants to be asked before you decide.')).toBeHidden();

  await ana.goto('/asked');
  await expect(ana.getByText('How long was it?')).toBeVisible();
  await ana.getByLabel(/^Your answer/).fill('A minute or two.');
  await ana.getByRole('button', { name: 'Answer', exact: true }).click();
  await expect(ana.getByText('You answered:')).toBeVisible();
  await expect(sunita.getByText('Ana answered you:')).toBeVisible();
  await expect(sunita.getByText('A minute or two.').first()).toBeVisible();

  await sunita.getByLabel('What can Ana keep from this?').fill(learning);
  await sunita.getByText('A theme, or something to do').click();
  const theme = sunita.getByLabel('Theme for group supervision (optional)');
  const offered = sunita.locator(`datalist[id="${await theme.getAttribute('list')}"] option`);
  await expect(offered.and(sunita.locator('[value="Long silences"]'))).toHaveCount(1);
  await theme.fill('long silences');
  await sunita.getByLabel('Something for the managers to do (optional)').fill('An evening about silence');
  await sunita.getByLabel('A change to the manual (optional)').fill('A page on long silences');
  await expectNothingFoundInBothThemes(sunita);
  await sunita.getByRole('link', { name: 'All reviews' }).click();
  await item.click();
  await expect(sunita.getByLabel('A change to the manual (optional)')).toHaveValue('A page on long silences');
  await sunita.getByRole('button', { name: 'Close and give it back' }).click();
  const sure = sunita.getByRole('dialog', { name: 'Give this back to Ana?' });
  for (const words of [learning, 'long silences', 'An evening about silence', 'A page on long silences'])
    await expect(sure.getByText(words, { exact: true })).toBeVisible();
  await sure.getByRole('button', { name: 'Give it back' }).click();
  await expect(sunita.getByText('You closed this.')).toBeFocused();
  await expect(sunita.getByText('Theme: long silences')).toBeVisible();

  await expect(ana.getByText(learning)).toBeVisible();
  // Earlier flags of the invented helpline may stand there too, by the hour.
  const story = ana.locator('article').filter({ hasText: learning });
  await story.getByRole('button', { name: 'Keep it in my next steps' }).click();
  await expect(ana.getByText('Kept in your next steps.')).toBeVisible();
  await expect(ana.getByText(/long silences/i)).toHaveCount(0);
  await expect(ana.getByText('An evening about silence')).toHaveCount(0);
  await expect(lorna.getByText('An evening about silence')).toBeVisible();
  await expect(lorna.getByText('A page on long silences')).toBeVisible();
  await expect(lorna.getByText(learning)).toHaveCount(0);
  await expect(lorna.getByText('There was a long silence.')).toHaveCount(0);
  await ana.goto('/tonight');
  await writeItUp(ana);
});

test('a flag that is taken back leaves nothing but that it was', async ({ browser }) => {
  const ben = await signIn(browser, 'Ben');
  const sunita = await signIn(browser, 'Sunita', phone);
  await onACall(ben);
  await flag(ben, 'Abusive call', 'Shouted at me.');
  const item = sunita.getByRole('link', { name: /^What helps with a call like this\?.*Ben/ });
  await item.click();
  await expect(sunita.getByText('Shouted at me.')).toBeVisible();
  await ben.goto('/asked');
  const asked = ben.getByRole('article').filter({ hasText: 'Abusive call' });
  await expect(asked.filter({ hasText: 'Shouted at me.' })).toBeVisible();
  const earlier = (await asked.count()) - 1;
  await asked.getByRole('button', { name: 'Take it back' }).click();
  await expect(ben.getByText('Shouted at me.')).toBeHidden();
  await expect(ben.getByText('Abusive call')).toHaveCount(earlier);
  await expect(ben.getByRole('main')).toBeFocused();
  await expect(sunita.getByRole('heading', { name: 'This review is not here' })).toBeVisible();
  await sunita.goto('/reviews');
  await expect(sunita.getByRole('heading', { name: /waiting$/ })).toBeVisible();
  await expect(item).toHaveCount(0);
  await aside(own.server, async (sql) => {
    expect(await sql`select note, steps from flags where state = 'withdrawn'`).toEqual([
      { note: '', steps: [] },
    ]);
    expect(await sql`select action from audit_log where action = 'flag-withdrawn'`).toHaveLength(1);
  });
  await ben.goto('/tonight');
  await expect(ben.getByRole('button', { name: 'Flag', exact: true })).toBeVisible();
  await endTheCall(ben);
});

test('whoever works on a review says so now and then, and whoever only leaves it open does not', async ({
  browser,
}) => {
  const sunita = await signIn(browser, 'Sunita');
  /** By its id, because a command that is not answered soon is sent again. */
  const kept = new Set<string>();
  sunita.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const said = /"flag:keep",\{"commandId":"([^"]+)"/.exec(String(payload));
      if (said) kept.add(said[1]!);
    }),
  );
  await sunita.clock.install();
  await sunita.reload();
  await sunita.getByRole('link', { name: /^Is this caller all right\?/ }).click();
  await sunita.getByRole('button', { name: 'Take this one' }).click();
  const learned = sunita.getByLabel(/^What can .* keep from this\?/);
  await learned.press('a');
  expect(kept.size).toBe(0);
  for (const count of [1, 2]) {
    await sunita.clock.fastForward('06:00');
    expect(kept.size).toBe(count - 1);
    await expect(async () => {
      await learned.press('b');
      await learned.press('c');
      expect(kept.size).toBe(count);
    }).toPass();
  }
  await sunita.getByRole('button', { name: 'Leave it for another supervisor' }).click();
  await expect(sunita.getByText('Nobody has this now.')).toBeFocused();
});

test('the sheet for group supervision has the themes and what was learned, and nothing else', async ({
  browser,
}) => {
  const sunita = await signIn(browser, 'Sunita');
  await sunita.getByRole('link', { name: 'Themes for group supervision' }).click();
  await expect(sunita.getByRole('heading', { name: 'What we bring ourselves' })).toBeVisible();
  await expect(sunita.getByRole('heading', { level: 2 }).last()).toHaveText('No theme yet');
  await sunita.emulateMedia({ media: 'print' });
  const printed = await sunita.evaluate<string>('document.body.innerText');
  expect(printed).toMatch(/^Themes for group supervision\n/);
  expect(printed).toContain('Going flat is how we protect ourselves');
  for (const word of [
    'Sunita',
    'Ana',
    'Ben',
    'Tomasz',
    'closed on',
    'November',
    'October',
    'Print',
    'Reviews',
  ])
    expect(printed).not.toContain(word);
  expect(printed).not.toMatch(/\d/);
  expect((await sunita.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-');
  await sunita.emulateMedia({ media: 'screen' });

  await sunita.getByRole('button', { name: 'Change the days' }).click();
  await sunita.getByLabel('Next group supervision').fill(await sunita.evaluate(today));
  await sunita.getByRole('button', { name: 'Save these days' }).click();
  await expect(sunita.getByText(/The next one is today\.$/)).toBeFocused();
  await sunita.getByRole('button', { name: 'It took place today' }).click();
  await expect(
    sunita.getByText('The last group supervision was today. No day is set for the next one.'),
  ).toBeFocused();
  await expect(sunita.getByRole('heading', { name: 'What we bring ourselves' })).toBeHidden();
});

/** As the helpline's calendar has it. */
const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format();
