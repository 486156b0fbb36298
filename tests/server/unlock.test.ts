import { beforeEach, expect, test } from 'vitest';
import { password, post } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();
let cookie: string;
beforeEach(async () => {
  const signedIn = await post(
    testServer.url,
    '/api/sign-in',
    { email: helpline.emailOf('ana'), password },
    {},
  );
  cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
});

const unlock = (given: object, headers: Record<string, string> = { cookie }) =>
  post(testServer.url, '/api/unlock', given, headers);

test('the password of whoever is signed in unlocks, and starts no new sign-in', async () => {
  const response = await unlock({ password });
  expect(response.status).toBe(204);
  expect(response.headers.get('set-cookie')).toBeNull();
});

test('a wrong password does not, and says so in words', async () => {
  const response = await unlock({ password: 'another one entirely' });
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({
    code: 'not-signed-in',
    message: expect.stringContaining('not your password') as string,
  });
});

test('nobody who is not signed in, and nothing but a password, unlocks anything', async () => {
  expect((await unlock({ password }, {})).status).toBe(401);
  expect((await unlock({})).status).toBe(400);
});

test('guessing is slowed down as it is for signing in', async () => {
  for (let guess = 0; guess < 5; guess++)
    expect((await unlock({ password: `guess ${guess}` })).status).toBe(401);
  const response = await unlock({ password });
  expect(response.status).toBe(429);
  expect(response.headers.get('retry-after')).toBe('1');
  testServer.clock.advance({ seconds: 1 });
  expect((await unlock({ password })).status).toBe(204);
});

test('whoever shares the network and guesses there delays nobody who unlocks', async () => {
  const guess = (email: string) =>
    post(testServer.url, '/api/sign-in', { email, password: 'another one entirely' }, {});
  for (let tries = 0; tries < 6; tries += 1) await guess(helpline.emailOf('ana'));
  expect((await guess(helpline.emailOf('ana'))).status).toBe(429);
  for (let tries = 0; tries < 40; tries += 1) await guess(`${tries}@example.org`);
  expect((await guess('nobody@example.org')).status).toBe(429);
  expect((await unlock({ password: 'another one entirely' })).status).toBe(401);
  expect((await unlock({ password })).status).toBe(204);
  testServer.clock.advance({ hours: 2 });
});

test('unlocking does not end the wait of whoever guesses the password from outside', async () => {
  const guess = () =>
    post(testServer.url, '/api/sign-in', { email: helpline.emailOf('ana'), password: 'not this one' }, {});
  for (let tries = 0; tries < 5; tries += 1) expect((await guess()).status).toBe(401);
  expect((await unlock({ password })).status).toBe(204);
  expect((await guess()).status).toBe(429);
});
