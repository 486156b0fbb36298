import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { goodService, idOf, publishing, startPublisher } from '../support/open-referral.ts';
import { expectNothingFoundInPictures } from './findings.ts';
import { ownServer, signIn } from './people.ts';

ownServer();

test('a manager reads the list of a council, takes what is new, looks at a changed number, and takes out our own list', async ({
  browser,
}) => {
  const services = Array.from({ length: 6 }, (_, at) => goodService(at + 1));
  const publisher = await startPublisher(publishing(() => services));
  const lorna = await signIn(browser, 'Lorna', { at: '/sources' });
  await expect(lorna.getByText('It is switched off.')).toBeVisible();
  await expectNothingFoundInPictures(lorna, 'lists', 'off');
  await lorna.getByRole('button', { name: 'That is settled, switch it on' }).click();
  await lorna.getByRole('button', { name: 'Add a list' }).click();
  await lorna.getByLabel('What you call it').fill('Lambeth council');
  await lorna.getByRole('button', { name: 'Read it' }).click();
  await expect(lorna.getByText('Type the whole address. It begins with https://.')).toBeVisible();
  await lorna.getByLabel('Address').fill(publisher.address);
  await expectNothingFoundInPictures(lorna, 'lists', 'add');
  await lorna.getByRole('button', { name: 'Read it' }).click();

  await expect(lorna.getByText(/^Read .*: 6 new\.$/)).toBeVisible({ timeout: 30_000 });
  await expectNothingFoundInPictures(lorna, 'lists', 'new');
  const lines = lorna.getByRole('listitem').filter({ has: lorna.getByRole('heading', { level: 2 }) });
  await expect(lines).toHaveCount(6);
  const first = lorna.getByRole('button', { name: 'Take it: Counselling 1', exact: true });
  await first.focus();
  await lorna.keyboard.press('Enter');
  await expect(lines).toHaveCount(5);
  await expect(lorna.getByRole('button', { name: 'Take it: Counselling 2', exact: true })).toBeFocused();
  await lorna.getByRole('button', { name: 'Leave it: Counselling 6', exact: true }).click();
  await lorna.getByRole('button', { name: 'Take all 4…' }).click();
  await lorna.getByRole('button', { name: 'Take 4', exact: true }).click();
  await expect(lines).toHaveCount(0);

  const phones = [{ id: idOf(1), number: '01632 960123', description: 'Reception' }];
  services[1] = goodService(2, { contacts: [{ id: idOf(2), phones }] });
  services.splice(2, 1);
  services.push(goodService(7, { name: null }));
  await lorna.getByRole('button', { name: 'Read it again' }).click();
  await expect(lorna.getByText(/^Read .*: 1 changed, 1 gone, 1 could not be read\.$/)).toBeVisible({
    timeout: 30_000,
  });
  await expect(
    lorna.getByText('A telephone number changes. Ring the new one before you take it.'),
  ).toBeVisible();
  await expect(lorna.getByRole('row', { name: 'Numbers' })).toContainText('01632 960123 (Reception)');
  await expectNothingFoundInPictures(lorna, 'lists', 'changed');
  await lorna.getByRole('button', { name: 'Take it with the number: Counselling 2' }).click();
  await lorna.getByRole('button', { name: 'Propose to retire it: Counselling 3' }).click();
  await expect(lorna.getByText('It has no name. It is left out.')).toBeVisible();
  await lorna.reload();
  await lorna.getByRole('button', { name: 'Seen: Without a name' }).click();
  await expect(lorna.getByText('It has no name. It is left out.')).toBeHidden();

  publisher.answers(() => ({ body: '<title>Hello</title>' }));
  await lorna.getByRole('button', { name: 'Read it again' }).click();
  await expect(
    lorna.getByText('There is a web page at this address, or something else that is no list.'),
  ).toBeVisible({
    timeout: 30_000,
  });
  await lorna.goto('/desk');
  await expect(lorna.getByText(/^Lambeth council could not be read/)).toBeVisible();

  await lorna.goto('/sources');
  const downloading = lorna.waitForEvent('download');
  await lorna.getByRole('button', { name: 'Take out our list' }).click();
  const file = await downloading;
  expect(file.suggestedFilename()).toMatch(/^services-[\d-]{10}\.json$/);
  expect(JSON.parse(await readFile(await file.path(), 'utf8'))).toMatchObject({
    last_page: true,
    empty: false,
  });
  await publisher.close();
});
