import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { people } from '#drizzle/schema/people';
import { sessions } from '#drizzle/schema/sessions';
import { seedTrial } from '#drizzle/seed';
import { ana, ben, lorna, trialPeople } from '#drizzle/seed/people';
import { openHelpline, post } from '../support/helpline.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';
import { sealRows } from '#server/sealed-tables';

let testServer: TestServer;
beforeAll(async () => {
  testServer = await openTestServer({ trial: true });
  await seedTrial(testServer.db, testServer.clock.now(), sealRows);
});
afterAll(() => testServer.close());

test('the ten invented people can be chosen, with those on shift marked', async () => {
  const everyone = await whoCanBeChosen();
  expect(everyone).toHaveLength(trialPeople.length);
  expect(everyone).toContainEqual({ id: lorna.id, name: 'Lorna', roles: ['manager'], onShift: false });
  const onShift = everyone.filter((person) => person.onShift).map(({ id }) => id);
  expect(onShift).toEqual([ana.id, ben.id]);
});

test('whoever is chosen is signed in', async () => {
  const response = await choose(ana.id);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ person: { id: ana.id, firstName: 'Ana' } });
  const cookie = response.headers.get('set-cookie')!.split(';')[0]!;
  const me = await fetch(`${testServer.url}/api/me`, { headers: { cookie } });
  expect(await me.json()).toMatchObject({ person: { id: ana.id }, trial: true });
});

test('somebody who is chosen again and again stays signed in at the five latest places', async () => {
  for (let times = 1; times <= 7; times += 1) expect((await choose(ben.id)).status).toBe(200);
  expect(await testServer.db.$count(sessions, eq(sessions.personId, ben.id))).toBe(5);
});

test.each([
  ['nobody', {}],
  ['a name in place of an id', { personId: 'Ana' }],
  ['more than was asked for', { personId: ana.id, role: 'manager' }],
])('choosing %s is not understood', async (_, body) => {
  const response = await post(testServer.url, '/api/trial/sign-in', body);
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ code: 'malformed', message: expect.any(String) as string });
  expect(response.headers.get('set-cookie')).toBeNull();
});

test('somebody of a real helpline in the same database is neither shown nor signed in', async () => {
  const helpline = await openHelpline(testServer);
  expect(await whoCanBeChosen()).toHaveLength(trialPeople.length);
  const response = await choose(helpline.ids.mo);
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ code: 'not-found' });
  expect(response.headers.get('set-cookie')).toBeNull();
});

test('somebody suspended is neither shown nor signed in', async () => {
  await testServer.db
    .update(people)
    .set({ suspendedAt: testServer.clock.now() })
    .where(eq(people.id, lorna.id));
  expect((await whoCanBeChosen()).map(({ id }) => id)).not.toContain(lorna.id);
  expect((await choose(lorna.id)).status).toBe(404);
});

test('outside a trial there is nothing to choose from', async () => {
  const other = await openTestServer({ databaseUrl: testServer.databaseUrl });
  try {
    expect((await fetch(`${other.url}/api/trial`)).status).toBe(404);
    expect((await post(other.url, '/api/trial/sign-in', { personId: ana.id })).status).toBe(404);
  } finally {
    await other.close();
  }
});

type Choice = { id: string; name: string; roles: string[]; onShift: boolean };

async function whoCanBeChosen(): Promise<Choice[]> {
  const response = await fetch(`${testServer.url}/api/trial`);
  return ((await response.json()) as { people: Choice[] }).people;
}

const choose = (personId: string) => post(testServer.url, '/api/trial/sign-in', { personId });
