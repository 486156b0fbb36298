import { expect, test, type Page } from '@playwright/test';
import { aside } from './aside.ts';
import { expectNothingFoundInPictures } from './findings.ts';
import { ownServer, phone, signIn } from './people.ts';

const own = ownServer();
const short = { viewport: { width: 1366, height: 650 } };
const look = (page: Page, screen: string) => expectNothingFoundInPictures(page, 'pattern', screen);

test('a manager adds a shift, gives it other times, cancels it and undoes that; whoever is in it is told', async ({
  browser,
}) => {
  const lorna = await signIn(browser, 'Lorna', short);
  const { id, firstName } = await afterTonight();
  const theirs = await signIn(browser, firstName);
  await lorna.goto('/rota');
  await theirs.goto('/rota');
  const row = (page: Page) => page.locator(`[id="${id}"]`);

  await test.step('other times, and a word beside them', async () => {
    await row(lorna)
      .getByRole('button', { name: /^Change the times of/ })
      .click();
    const dialog = lorna.getByRole('dialog');
    await dialog.getByLabel('From').fill('17:15');
    await dialog.getByLabel('Words beside it').fill('Training first');
    await look(lorna, 'change');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(row(theirs)).toContainText('17:15');
    await expect(row(theirs)).toContainText('Training first');
    await expect(theirs.getByText(/Lorna gave a shift of yours other times/)).toBeVisible();
  });

  await test.step('cancelled, read as such, and undone', async () => {
    await row(lorna)
      .getByRole('button', { name: /^Change the times of/ })
      .click();
    await lorna.getByRole('dialog').getByRole('button', { name: 'Cancel this shift' }).click();
    await expect(row(theirs)).toContainText('Cancelled: Training first');
    await look(lorna, 'rota');
    await lorna.getByRole('button', { name: /^Undo: You cancelled a shift/ }).click();
    await expect(row(theirs)).not.toContainText('Cancelled');
    await expect(row(theirs)).toContainText('17:15');
  });

  await test.step('an added one only where none is, or as a second line', async () => {
    await lorna.getByRole('button', { name: 'Add a shift…' }).click();
    const dialog = lorna.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Add this shift' }).click();
    await expect(dialog.getByText(/There is another shift at that time/)).toBeVisible();
    await dialog.getByRole('checkbox', { name: 'A second line' }).check();
    await dialog.getByRole('button', { name: 'Add this shift' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(lorna.getByText('Second line', { exact: true })).toBeVisible();
    await expect(lorna.getByText(/You added a shift/).first()).toBeVisible();
  });
});

test('the pattern is changed from a day on after a look at what it would make; a week is copied; past weeks are read', async ({
  browser,
}) => {
  const lorna = await signIn(browser, 'Lorna', { ...short, at: '/rota' });
  await lorna.getByRole('link', { name: 'Pattern' }).click();
  await expect(lorna.getByRole('heading', { name: 'Pattern of the shifts' })).toBeVisible();
  await expect(lorna.getByText('Monday to Friday: 18:00 to midnight')).toBeVisible();
  await lorna.getByLabel('Monday from').fill('17:00');
  await lorna.getByLabel('Monday to').fill('17:00');
  await lorna.getByRole('button', { name: 'Show what it would make' }).click();
  await expect(lorna.getByText('Monday: This line ends when it begins.')).toBeVisible();
  await lorna.getByLabel('Monday to').fill('23:00');
  await lorna.getByRole('button', { name: 'Show what it would make' }).click();
  await expect(lorna.getByText(/it makes 28 shifts/)).toBeVisible();
  await expect(lorna.getByRole('heading', { name: 'These stay as they are' })).toBeVisible();
  await look(lorna, 'pattern');
  await lorna.getByRole('button', { name: /^Change the pattern from/ }).click();
  await expect(lorna.getByText('The pattern is changed.')).toBeVisible();
  await lorna.getByRole('button', { name: /^Undo: You changed the pattern/ }).click();
  await expect(lorna.getByRole('button', { name: /^Undo/ })).toHaveCount(0);

  await lorna.goto('/rota');
  await lorna.getByRole('button', { name: 'Copy a week…' }).click();
  await expect(lorna.getByRole('heading', { name: 'These are not copied' })).toBeVisible();
  await look(lorna, 'copy');

  const ana = await signIn(browser, 'Ana', { ...phone, at: '/rota' });
  await ana.getByRole('link', { name: 'Weeks that are over' }).click();
  await expect(ana.getByText(/^You and /).first()).toBeVisible();
  await look(ana, 'past');
});

/** A shift so far ahead that the one that is on is over before it, whatever the hour is, and a supporter who is in it and not in tonight’s. */
async function afterTonight(): Promise<{ id: string; firstName: string }> {
  const [found] = await aside(
    own.server,
    (sql) => sql<{ id: string; firstName: string }[]>`
      select shift.id, person.first_name as "firstName" from shifts shift
      join places place on place.shift_id = shift.id join people person on person.id = place.person_id
      where shift.starts_at > now() + interval '12 hours' and person.first_name not in ('Ana', 'Ben')
      order by shift.starts_at limit 1`,
  );
  return found!;
}
