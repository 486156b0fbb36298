import { expect, test, type Page } from '@playwright/test';
import { aside } from './aside.ts';
import { expectNothingFoundInBothThemes } from './findings.ts';
import { joinShift, ownServer, phone, signIn } from './people.ts';
import { goOffline } from './talk.ts';

const own = ownServer();

/** The shift that is on is over, and the next, of Joseph and Mina, begins at this moment. */
const changeShifts = () =>
  aside(
    own.server,
    (sql) => sql`with changed as (update helplines set change = change + 1 returning change),
      tonight as (select id, helpline_id from shifts where starts_at <= now() and ends_at > now() limit 1),
      next as (select shifts.id from shifts, tonight
        where shifts.helpline_id = tonight.helpline_id and starts_at > now() order by starts_at limit 1)
      update shifts set version = changed.change,
        ends_at = case when shifts.id = (select id from tonight) then now() else ends_at end,
        starts_at = case when shifts.id = (select id from next) then now() else starts_at end
      from changed where shifts.id in (select id from tonight union select id from next)`,
  );

/** Somebody of the shift that is on. */
const nextName = async () =>
  (
    await aside(
      own.server,
      (sql) => sql<
        { name: string }[]
      >`select first_name as name from people join places on person_id = people.id
        join shifts on shifts.id = shift_id where starts_at <= now() and ends_at > now() limit 1`,
    )
  )[0]!.name;

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

test('a night is handed over and accepted, with its bag, from phone to phone', async ({ browser }) => {
  const lorna = await signIn(browser, 'Lorna');
  const ana = await signIn(browser, 'Ana', phone);
  await joinShift(ana);

  await test.step('a manager puts right who has the bag', async () => {
    await lorna.goto('/helpline');
    const bag = lorna.getByRole('listitem').filter({ hasText: 'Bag 1' });
    await bag.getByRole('button', { name: 'Somebody else has it' }).click();
    await bag.getByLabel('Who has it').selectOption('Ana');
    await bag.getByRole('button', { name: 'Save' }).click();
    await expect(lorna.getByText(/^Ana has Bag 1/)).toBeVisible();
    await expectNothingFoundInBothThemes(lorna);
  });

  await ana.getByRole('button', { name: 'Start a call' }).click();
  await press(ana, 'End call');
  await expect(ana.getByText('Writing up').first()).toBeVisible();
  await changeShifts();
  const joseph = await signIn(browser, 'Joseph', phone);

  await test.step('before it is sent, the next two read that it is still to come', async () => {
    await expect(joseph.getByText(/has not arrived yet/)).toBeVisible();
    await ana.goto('/before-you-go');
    await expect(ana.getByRole('checkbox', { name: /the record is not finished/ })).toBeChecked();
    await ana.getByRole('checkbox', { name: /^Bag 1 is with Ana/ }).uncheck();
    await ana.getByLabel('Anything else they should know').fill('The line was noisy until nine.');
    await expect(joseph.getByText('The line was noisy until nine.')).toBeHidden();
  });

  await test.step('one tap sends what is ticked, and one tap accepts it', async () => {
    await expectNothingFoundInBothThemes(ana);
    await press(ana, 'Hand over');
    await expect(ana.getByText(/^Sent\. It waits for/)).toBeVisible();
    await expect(joseph.getByRole('heading', { name: /^From .*: two things$/ })).toBeVisible();
    await expect(joseph.getByText('The line was noisy until nine.')).toBeVisible();
    await expect(joseph.getByText(/is with Ana\./)).toBeHidden();
    await expectNothingFoundInBothThemes(joseph);
    await press(joseph, 'Accept the handover');
    await expect(ana.getByText('The next two have accepted it.')).toBeVisible();
  });

  await test.step('the bag is on its way until the other takes it', async () => {
    await press(ana, 'Give it to somebody');
    await press(ana, 'Joseph');
    await expect(ana.getByText('Bag 1 is on its way from you to Joseph.')).toBeVisible();
    await expect(joseph.getByText('Ana says that Bag 1 is on its way to you.')).toBeVisible();
    await press(joseph, 'I have it');
    await expectNothingFoundInBothThemes(joseph);
    await press(joseph, 'Half');
    await expect(joseph.getByText(/^You have Bag 1/)).toBeVisible();
    await expect(ana.getByText(/^Joseph has Bag 1/)).toBeVisible();
    await expect(lorna.getByText(/^Joseph has Bag 1/)).toBeVisible();
  });

  await test.step('the record that a line names opens, to be read only, and Ana reads who it was', async () => {
    await joinShift(joseph);
    await joseph.getByText(/^From .*: two things$/).click();
    await joseph.getByRole('link', { name: 'Open the record' }).click();
    await expect(joseph.getByRole('heading', { name: /^The call at/ })).toBeVisible();
    await expect(joseph.getByLabel('Note', { exact: true })).toBeHidden();
    await ana.goto('/opened');
    await expect(ana.getByText(/through the handover\./).first()).toBeVisible();
  });

  await test.step('leaving asks for nothing more', async () => {
    await ana.goto('/before-you-go');
    await press(ana, 'Good night, leave the shift');
    await expect(ana.getByRole('heading', { name: /, Ana$/ })).toBeVisible();
  });
});

test('handed over without a link it is not taken for nothing, and arrives when the link is back', async ({
  browser,
}) => {
  const joseph = await signIn(browser, 'Joseph', phone);
  await joinShift(joseph);
  await joseph.goto('/before-you-go');
  await joseph.getByLabel('Anything else they should know').fill('The lift is broken.');
  await changeShifts();
  await goOffline(joseph);
  await press(joseph, 'Hand over');
  await expect(joseph.getByText(/^Saved here, not sent yet\. It goes to the next two/)).toBeVisible();

  const next = await signIn(browser, await nextName(), phone);
  await expect(next.getByText(/has not arrived yet/)).toBeVisible();
  await joseph.context().setOffline(false);
  await expect(joseph.getByText(/^Sent\. It waits for/)).toBeVisible();
  await expect(next.getByText('The lift is broken.')).toBeVisible();
});
