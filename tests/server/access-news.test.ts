import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Welcome } from '#shared/contract';
import { newsOf, type NewsName } from '#shared/nouns';
import type { Row } from '#shared/shapes';
import { actors, openWorld, type Actor } from '../access/actors.ts';
import { newsCases, type NewsCase } from '../access/news.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';

let testServer: TestServer;
beforeAll(async () => void (testServer = await openTestServer()));
afterAll(() => testServer.close());

const connected = (Object.keys(actors) as Actor[]).filter(
  (actor) => actor !== 'suspended' && actor !== 'signedOut',
);
const listOf = Object.fromEntries(Object.entries(newsOf).map(([list, name]) => [name, list]));

describe.each(Object.entries(newsCases) as [NewsName, NewsCase][])('%s', (name, { given, seenBy }) => {
  test('is told to those it is for and to nobody else', async () => {
    const world = await openWorld(testServer);
    const there = connected.filter((actor) => actor !== 'placedLater');
    await Promise.all(there.map((actor) => world.as(actor)));
    const id = await given(world, testServer);
    const told = await Promise.all(
      there.map(async (actor) => {
        const client = await world.as(actor);
        return (await client.hasHeard(name, (row) => row.id === id)) ? [actor] : [];
      }),
    );
    expect(told.flat()).toEqual(there.filter((actor) => seenBy.includes(actor)));
    await world.close();
  });

  // What could not be delivered is stored by the sender alone, so that there is no row of it here.
  if (name === 'undelivered:changed') return;
  test('stands in the welcome of those it is for', async () => {
    const world = await openWorld(testServer);
    const id = await given(world, testServer);
    await world.placeLater();
    const welcomed = await Promise.all(
      connected.map(async (actor) => {
        const client = await world.connectAnew(actor);
        const rows = client.welcome[listOf[name] as keyof Welcome] as unknown as Row[];
        return rows.some((row) => row.id === id) ? [actor] : [];
      }),
    );
    const stillThere = connected.filter((actor) => seenBy.includes(actor) && actor !== 'partner');
    expect(welcomed.flat().filter((actor) => actor !== 'partner')).toEqual(stillThere);
    await world.close();
  });
});
