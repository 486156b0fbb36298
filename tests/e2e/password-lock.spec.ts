import { expect, test } from '@playwright/test';
import { aside } from './aside.ts';
import { besideTheTrial } from './beside-the-trial.ts';
import { inviteSupporter, joinShift, openPage, ownServer } from './people.ts';
import { box } from './talk.ts';

const own = ownServer();
const email = 'noor@example.org';
const password = 'four lamps by the window';

test('somebody invited locks up, and their password gives back the same field with the same words', async ({
  browser,
}) => {
  const link = await inviteSupporter(browser, 'Noor', email);

  await besideTheTrial(own.server, async (address) => {
    const noor = await openPage(browser);
    await noor.clock.install();
    await noor.goto(link.replace(own.server.address, address));
    // An address in figures has no passkeys, so the link asks for a password.
    await noor.getByLabel('Password', { exact: true }).fill(password);
    await noor.getByRole('button', { name: 'Save and sign in' }).click();
    await expect(noor.getByRole('heading', { name: 'You are not on shift now' })).toBeVisible();
    await aside(
      own.server,
      (sql) => sql`
      update places set person_id = (select id from people where email = ${email})
      where person_id = (select id from people where first_name = 'Ana') and shift_id =
        (select id from shifts where starts_at <= now() and ends_at > now())`,
    );
    await noor.reload();
    await joinShift(noor);
    await expect(noor.getByText('This is a trial')).toHaveCount(0);
    await box(noor).fill('Are you still the');
    await noor.clock.fastForward('10:05');

    const lock = noor.getByRole('dialog', { name: 'The screen is locked' });
    await expect(lock).toContainText('Noor is signed in');
    await expect(lock.getByRole('button', { name: /Go on as/ })).toHaveCount(0);
    const field = lock.getByLabel('Your password', { exact: true });
    await field.fill('four lamps by the door');
    await lock.getByRole('button', { name: 'Go on', exact: true }).click();
    await expect(lock.getByText('That is not your password.')).toBeVisible();
    await expect(lock).toBeVisible();
    await field.fill(password);
    await field.press('Enter');
    await expect(lock).toBeHidden();
    await expect(box(noor)).toBeFocused();
    await expect(box(noor)).toHaveValue('Are you still the');
    await noor.keyboard.type('re?');
    await expect(box(noor)).toHaveValue('Are you still there?');

    // Over a dialog, which keeps the focus and the pointer to itself.
    await noor.goto(`${address}/asked`);
    await noor.getByRole('button', { name: 'Ask for a debrief' }).click();
    await expect(noor.getByRole('dialog', { name: /debrief/i })).toBeVisible();
    await noor.clock.fastForward('10:05');
    await expect(lock).toBeVisible();
    await field.click();
    await noor.keyboard.type(password);
    await noor.keyboard.press('Enter');
    await expect(lock).toBeHidden();
    await expect(noor.getByRole('dialog', { name: /debrief/i })).toBeVisible();
    await noor.context().close();
  });
});
