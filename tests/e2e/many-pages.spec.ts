import { expect, test } from '@playwright/test';
import { joinShift, ownServer, signIn } from './people.ts';
import { live } from './talk.ts';

ownServer();

test('with a sixth page the first one rests, says why, and comes back when it is used', async ({
  browser,
}) => {
  const first = await signIn(browser, 'Ana');
  await joinShift(first);
  await expect(live(first)).toBeVisible();
  for (let page = 2; page <= 6; page += 1) {
    const next = await first.context().newPage();
    await next.goto('/');
    await expect(live(next)).toBeVisible();
  }
  await expect(first.getByText('This page rests.')).toBeVisible();
  for (const [width, height] of [
    [1366, 650],
    [360, 640],
  ] as const) {
    await first.setViewportSize({ width, height });
    await first.screenshot({ path: test.info().outputPath(`rests-${width}.png`) });
  }
  await first.getByRole('button', { name: 'Use this page' }).click();
  await expect(live(first)).toBeVisible();
  await expect(first.getByText('This page rests.')).toBeHidden();
});
