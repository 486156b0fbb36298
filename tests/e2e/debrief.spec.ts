import { expect, test, type Page } from '@playwright/test';
import { aside } from './aside.ts';
import { joinShift, ownServer, phone, signIn } from './people.ts';

const own = ownServer();

const note = 'I am not sure I said the right thing at the end.';
const todo = (page: Page) => page.getByRole('region', { name: 'What to do' });
const alarm = (page: Page) => page.locator('b', { hasText: 'Ana asks for a debrief now.' });
const pick = (page: Page, name: RegExp) =>
  todo(page)
    .locator('label', { has: page.getByRole('radio', { name }) })
    .click();
const told = (page: Page, words: string | RegExp) => page.getByRole('article').getByText(words).first();

/** As if the minutes until the next manager is asked had passed. */
const letTheWaitPass = () =>
  aside(own.server, (sql) => sql`update escalation_steps set due_at = now() where subject = 'debrief'`);

test('a debrief, from the asking to what helped, with a manager it came to by escalation', async ({
  browser,
}) => {
  const ana = await signIn(browser, 'Ana', phone);
  const lorna = await signIn(browser, 'Lorna');
  const idris = await signIn(browser, 'Idris');
  await joinShift(ana);
  await lorna.goto('/rota');
  await idris.goto('/rota');
  await ana.getByRole('button', { name: 'Start a call' }).click();
  await ana.getByRole('button', { name: 'End call' }).click();

  await test.step('asked of Lorna by name, who is not looking', async () => {
    await ana.getByRole('button', { name: 'Ask for a debrief' }).click();
    const dialog = ana.getByRole('dialog');
    await expect(dialog.getByText('Idris and Lorna will see this, and nobody else.')).toBeVisible();
    await dialog.getByText('Say more first').click();
    await expect(dialog.getByRole('checkbox', { name: /^About your call at/ }).first()).toBeChecked();
    await dialog.getByLabel('Anything you want to say first').fill(note);
    await dialog.getByRole('radio', { name: 'Lorna' }).click();
    await expect(dialog.getByText('Lorna will see this, and nobody else.')).toBeVisible();
    await dialog.getByRole('checkbox', { name: /ask another manager/ }).check();
    await expect(dialog.getByText(/another manager will/)).toBeVisible();
    await dialog.getByRole('radio', { name: 'By phone' }).click();
    await dialog.getByRole('button', { name: 'Now, before my next call' }).click();
    await expect(dialog.getByText('Waiting for Lorna.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Done', exact: true }).click();
    await ana.goto('/asked');
    await expect(alarm(lorna)).toBeVisible();
    await expect(alarm(idris)).toBeHidden();
    await expect(told(ana, /has seen this/)).toBeHidden();
  });

  await test.step('unseen, it comes to Idris too, and Ana reads that it did', async () => {
    await letTheWaitPass();
    await expect(alarm(idris)).toBeVisible();
    await expect(told(ana, 'It has come to Idris too.')).toBeVisible();
    await idris.getByRole('link', { name: 'Open the request' }).click();
    await expect(idris.getByText(note)).toBeVisible();
    await expect(idris.getByText(/Lorna was asked by name and did not see it in time/)).toBeVisible();
    await expect(told(ana, 'Idris has seen this.')).toBeVisible();
    await expect(idris.getByText('Read the record')).toBeHidden();
  });

  await test.step('a time is offered, another one asked for, and agreed', async () => {
    await todo(idris).getByRole('button', { name: 'Offer a time' }).click();
    await todo(idris).getByRole('button', { name: 'The week after' }).click();
    await pick(idris, /^Monday/);
    await pick(idris, /^10:30/);
    await expect(todo(idris).getByText(/Ana will read: Monday .*at 10:30/)).toBeVisible();
    await todo(idris).getByRole('button', { name: 'Offer this time' }).click();
    await expect(told(ana, /^Idris can ring you .*10:30$/)).toBeVisible();
    await expect(idris.getByText('Read the record').first()).toBeVisible();
    await ana.getByRole('button', { name: 'Ask for another time' }).click();
    await ana.getByLabel('When would suit you? (optional)').fill('Not before noon, please.');
    await ana.getByRole('button', { name: 'Ask for another time' }).click();
    await expect(todo(idris).getByText('Ana asked for another time.')).toBeVisible();
    await expect(idris.getByText('Not before noon, please.')).toBeVisible();
    await todo(idris).getByRole('button', { name: 'Offer another time' }).click();
    await todo(idris).getByRole('button', { name: 'The week after' }).click();
    await pick(idris, /^Tuesday/);
    await pick(idris, /^14:00/);
    await todo(idris).getByRole('button', { name: 'Offer this time' }).click();
    await ana.getByRole('button', { name: /^Agree to .*14:00$/ }).click();
    await expect(told(ana, /^Idris will ring you .*14:00$/)).toBeVisible();
    await expect(todo(idris).getByText(/^Agreed for/)).toBeVisible();
    const entry = await (await idris.request.get((await calendar(idris))!)).text();
    expect(entry).toContain('SUMMARY:Alongside');
    expect(entry).not.toContain('Ana');
    expect((await lorna.request.get((await calendar(idris))!)).status()).toBe(404);
  });

  await test.step('they write to each other, and see that it was seen', async () => {
    await ana.getByLabel('Write to Idris about this').fill('Let it ring twice.');
    await ana.getByRole('button', { name: 'Send to Idris' }).click();
    await expect(idris.getByText('Let it ring twice.')).toBeVisible();
    await idris.getByText('Let it ring twice.').scrollIntoViewIfNeeded();
    await idris.getByLabel('Write to Ana about this').fill('I will.');
    await idris.getByRole('button', { name: 'Send to Ana' }).click();
    await expect(ana.getByText('I will.', { exact: true })).toBeVisible();
    await expect(ana.getByText(/ · seen$/)).toBeVisible();
    await lorna.goto('/desk');
    await lorna.getByRole('link', { name: /^Ana/ }).click();
    await expect(lorna.getByText(note)).toBeVisible();
    await expect(lorna.getByText('Let it ring twice.')).toBeHidden();
  });

  await test.step('held, and closed with what helped, something to do, and a question', async () => {
    await todo(idris).getByRole('button', { name: 'We have talked' }).click();
    await expect(told(ana, 'You and Idris have talked.')).toBeVisible();
    await todo(idris).getByRole('button', { name: 'Close', exact: true }).click();
    await idris.getByLabel('What helped (optional)').fill('Saying it once from the beginning.');
    await idris.getByLabel(/you two agreed that you will do/).fill('Ask about fewer late shifts');
    await idris.getByRole('checkbox', { name: /Bring it to supervision/ }).check();
    await idris.getByRole('button', { name: 'Close it' }).click();
    await expect(todo(idris).getByText(/^You closed this/)).toBeVisible();
    await expect(ana.getByText('Saying it once from the beginning.')).toBeVisible();
    await expect(ana.getByText('Ask about fewer late shifts')).toBeVisible();
    await ana.getByRole('button', { name: 'Yes, bring it' }).click();
    await ana.getByText('Earlier debriefs').click();
    await expect(ana.getByText('You agreed that Idris brings this to supervision.')).toBeVisible();
    await expect(idris.getByText('Ana agreed that you bring it to supervision.')).toBeVisible();
    await expect(lorna.getByText('Saying it once from the beginning.')).toBeHidden();
  });

  await test.step('what was agreed is done with one tap, and undone with another', async () => {
    const list = idris.getByRole('list', { name: 'To do' });
    await list.getByRole('button', { name: 'Done: Ask about fewer late shifts' }).click();
    await expect(ana.getByText(/^Idris did it today/)).toBeVisible();
    await list.getByRole('button', { name: 'Undo: Ask about fewer late shifts' }).click();
    await expect(ana.getByText(/^Idris will do it/)).toBeVisible();
  });
});

const calendar = (page: Page) =>
  page.getByRole('link', { name: 'Put it in my calendar' }).getAttribute('href');
