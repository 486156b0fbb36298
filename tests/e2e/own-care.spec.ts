import { expect, test } from '@playwright/test';
import { aside } from './aside.ts';
import { expectNothingFoundInBothThemes } from './findings.ts';
import { joinShift, ownServer, phone, signIn } from './people.ts';

const own = ownServer();

test('how they come in is asked beside the button, a hard call is followed by the offer of a break, and a week later one question', async ({
  browser,
}) => {
  const [ana, ben] = [await signIn(browser, 'Ana'), await signIn(browser, 'Ben', phone)];
  for (const page of [ana, ben]) await joinShift(page);

  await test.step('one tap says it, one skips it, and it is shared by choice', async () => {
    await expectNothingFoundInBothThemes(ana);
    await ana.getByText('Tired', { exact: true }).click();
    await expect(ana.getByText('You came in: tired. Only you see it.')).toBeVisible();
    await ana.getByText('Share it, or take it back').click();
    await ana.getByRole('group', { name: 'Who sees it?' }).getByRole('button', { name: 'Ben' }).click();
    await expect(ana.getByText('You came in: tired. Ben sees it.')).toBeVisible();
    await ben.getByRole('button', { name: 'Skip' }).click();
    await expect(ben.getByText('How are you coming in?')).toBeHidden();
    await ben.reload();
    await expect(ben.getByRole('button', { name: 'Start a call' })).toBeVisible();
    await expect(ben.getByText('How are you coming in?')).toBeHidden();
  });

  await test.step('the break is seen by both, survives a reload, and a call asks first whether it ends', async () => {
    await ana.getByRole('button', { name: 'Start a call' }).click();
    await ana.getByRole('button', { name: 'Finding it hard' }).click();
    await ana.getByRole('button', { name: 'End call' }).click();
    await expect(ana.getByText('Ben sees it, and can take the next call.')).toBeVisible();
    await ana.getByRole('button', { name: 'Take ten minutes' }).click();
    await expect(
      ben.getByText(/^Ana is on a break until \d\d:\d\d\. Take the next one if you can\.$/),
    ).toBeVisible();
    await ana.reload();
    await expect(ana.getByText(/^You are on a break until \d\d:\d\d\.$/)).toBeVisible();
    await ben.context().setOffline(true);
    await ben.getByRole('button', { name: 'Taking a break' }).click();
    await ben.getByRole('button', { name: 'Start a call' }).click();
    await expect(ben.getByText('End the break?')).toBeVisible();
    await ben.context().setOffline(false);
    await expect(
      ana.getByText(/Ben is not at the phone either: nobody takes the next call now/),
    ).toBeVisible();
    await expect(
      ben.getByText(/Ana is not at the phone either: nobody takes the next call now/),
    ).toBeVisible();
    await expectNothingFoundInBothThemes(ben);
    // The server has set when the break began, and the question stands.
    await ben.getByRole('button', { name: 'Yes, start a call' }).click();
    await expect(ben.getByRole('button', { name: 'End call' })).toBeVisible();
    await aside(
      own.server,
      (sql) => sql`update presences set back_at = now() - interval '1 second' where back_at is not null`,
    );
    await expect(ana.getByText(/^You are on a break/)).toBeHidden();
  });

  await test.step('after a very heavy night one question comes a week later, if one wished it', async () => {
    await ana.goto('/before-you-go');
    await ana.getByText('Very heavy', { exact: true }).click();
    await ana.getByLabel('Something that went well').fill('She laughed at the end.');
    await ana.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(ana.getByRole('button', { name: 'Take it out' })).toBeVisible();
    await ana.getByRole('checkbox', { name: /^May we ask you again in a week/ }).check();
    await expectNothingFoundInBothThemes(ana);
    await aside(
      own.server,
      (sql) => sql`update check_ins set ask_again_at = now() where ask_again_at is not null`,
    );
    await ana.getByRole('link', { name: 'Stay' }).click();
    await ana.getByRole('link', { name: 'Look' }).click();
    await ana.getByText('It comes back at times').click();
    await expect(ana.getByRole('button', { name: 'Only me' })).toHaveAttribute('aria-pressed', 'true');
    await expectNothingFoundInBothThemes(ana);
  });
});
