import { expect, test } from '@playwright/test';
import { aside } from './aside.ts';
import { joinShift, ownServer, phone, signIn } from './people.ts';

const own = ownServer();

test('before they go, what is left is said, the night may get a word, and nothing is asked of them', async ({
  browser,
}) => {
  const ana = await signIn(browser, 'Ana', phone);
  const ben = await signIn(browser, 'Ben');
  const lorna = await signIn(browser, 'Lorna');
  await joinShift(ana);
  await joinShift(ben);
  await ana.getByRole('button', { name: 'Start a call' }).click();

  await test.step('leaving asks first, and a call that goes on is said', async () => {
    await ana.getByRole('button', { name: /^Ana: my pages/ }).click();
    await ana.getByRole('menuitem', { name: 'Leave the shift' }).click();
    await expect(ana.getByText(/^You have been on a call since/)).toBeVisible();
    await ana.getByRole('button', { name: 'Good night, leave the shift' }).click();
    await expect(ana.getByText(/You are still on a call/)).toBeVisible();
    await ana.getByRole('button', { name: 'End call' }).click();
    await expect(ana.getByText(/is not finished\.$/).first()).toBeVisible();
  });

  await test.step('a word for the night is mine alone, until I share it, and can be taken back', async () => {
    const words = ana.getByRole('group', { name: 'How heavy was tonight?' }).getByRole('button');
    for (const word of await words.all()) await expect(word).toHaveAttribute('aria-pressed', 'false');
    await ana.getByText('Heavy', { exact: true }).click();
    await expect(ana.getByRole('button', { name: 'Only me' })).toHaveAttribute('aria-pressed', 'true');
    await ana.getByRole('button', { name: 'Ben', exact: true }).click();
    await expect(ben.getByText('Ana said tonight was heavy.')).toBeVisible();
    await expect(lorna.getByText('Ana said tonight was heavy.')).toBeHidden();
    await ana.getByRole('button', { name: /^The managers/ }).click();
    await expect(lorna.getByText('Ana said tonight was heavy.')).toBeVisible();
    await expect(ben.getByText('Ana said tonight was heavy.')).toBeHidden();
    await ana.getByRole('button', { name: 'Take it back' }).click();
    await expect(lorna.getByText('Ana said tonight was heavy.')).toBeHidden();
    await expect(ana.getByRole('button', { name: 'Heavy', exact: true })).toHaveAttribute(
      'aria-pressed',
      'false',
    );
  });

  await test.step('a debrief is two taps away', async () => {
    await ana.getByRole('button', { name: 'Ask for a debrief' }).click();
    await ana.getByRole('button', { name: 'In the next day or two' }).click();
    await ana.getByRole('button', { name: 'Done', exact: true }).click();
    await expect(ana.getByText(/^You have asked for one/)).toBeVisible();
  });

  await test.step('good night says who is there now, and there is a way back', async () => {
    await ana.getByRole('button', { name: 'Good night, leave the shift' }).click();
    await expect(ana.getByRole('heading', { name: /^(Good night|Goodbye), Ana$/ })).toBeFocused();
    await expect(ana.getByText(/^Ben is still here/)).toBeVisible();
    await expect(ben.getByRole('region', { name: 'Ana' })).toContainText(/left at/i);
    await ana.getByRole('link', { name: 'Come back to the shift' }).click();
    await joinShift(ana);
  });

  await test.step('near the end of the shift, a quiet line leads here', async () => {
    await expect(ben.getByRole('link', { name: 'Before you go' })).toBeHidden();
    await aside(
      own.server,
      (sql) => sql`with changed as (update helplines set change = change + 1 returning id, change)
        update shifts set ends_at = now() + interval '20 minutes', version = changed.change from changed
        where starts_at <= now() and ends_at > now()`,
    );
    await ben.reload();
    await ben.getByRole('link', { name: 'Before you go' }).click();
    await ben.getByRole('button', { name: 'Good night, leave the shift' }).click();
    await expect(ben.getByRole('heading', { name: /, Ben$/ })).toBeVisible();
  });
});
