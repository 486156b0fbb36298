import { createHash } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { openConcurrencyLimit, TooManyWaiting } from '#server/platform/auth/concurrency-limit';
import { isKnownPassword } from '#server/platform/auth/known-passwords';
import { networkOf } from '#server/platform/auth/network-of';
import {
  checkTotp,
  newRecoveryCode,
  newTotpSecret,
  recoveryCodeHash,
  totpAddress,
} from '#server/platform/auth/one-time-codes';
import { placesOf, xorFilterOver } from '#server/platform/auth/xor-filter';
import { judgeCode } from '#server/sign-in/check-code';
import { passwordProblem } from '#shared/passwords';

const secret = newTotpSecret();
/** The middle of a step of 30 s. */
const now = new Date('2026-11-18T20:00:15Z');
const after = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const shown = (at: Date) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });

test('a code is right for its step and the one on either side, and says which step it is', () => {
  const step = Math.floor(now.getTime() / 30_000);
  for (const steps of [-1, 0, 1])
    expect(checkTotp(secret, shown(after(steps * 30)), now)).toEqual({ step: step + steps });
  expect(checkTotp(newTotpSecret(), shown(now), now)).toBeNull();
  expect(checkTotp(secret, '12345', now)).toBeNull();
});

test('a code of another time within ten minutes is recognised, and none beyond', () => {
  for (const steps of [-20, -2, 2, 20])
    expect(checkTotp(secret, shown(after(steps * 30)), now)).toEqual({ minutesAhead: steps / 2 });
  for (const steps of [-21, 21]) expect(checkTotp(secret, shown(after(steps * 30)), now)).toBeNull();
});

test.each([
  [60, 'a minute ahead'],
  [-60, 'a minute behind'],
  [120, '2 minutes ahead'],
  [-150, '3 minutes behind'],
  [600, '10 minutes ahead'],
])('a clock %i s off is said to be %s', (seconds, words) => {
  expect(judgeCode(secret, shown(after(seconds)), now)).toContain(`this code is ${words}.`);
});

test('a right code and a wrong one are judged', () => {
  expect(judgeCode(secret, shown(now), now)).toEqual({ step: Math.floor(now.getTime() / 30_000) });
  expect(judgeCode(secret, 'wrong', now)).toBe(
    'That code is not right. Type the six figures that the app shows now.',
  );
});

test('an address for the app names the secret, the product and whose it is', () => {
  const address = new URL(totpAddress(secret, 'ana@example.org'));
  expect(decodeURIComponent(address.pathname)).toContain('Alongside:ana@example.org');
  expect(Object.fromEntries(address.searchParams)).toMatchObject({
    secret,
    issuer: 'Alongside',
    digits: '6',
    period: '30',
  });
  expect(Buffer.from(Secret.fromBase32(secret).buffer).length).toBe(20);
});

test('a recovery code is four groups without letters that look alike, and is known however it is typed', () => {
  const codes = Array.from({ length: 200 }, newRecoveryCode);
  for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(new Set(codes).size).toBe(200);
  expect(new Set(codes.join('').replaceAll('-', '')).size).toBe(32);
  const hash = recoveryCodeHash('7K3M-90XA-1RTD-WZ2H');
  for (const typed of ['7k3m 90xa 1rtd wz2h', '7K3M9OXAIRTDWZ2H', ' 7k3m–9oxa–lrtd–wz2h. '])
    expect(recoveryCodeHash(typed)).toBe(hash);
  expect(recoveryCodeHash('7K3M-90XA-1RTD-WZ2J')).not.toBe(hash);
});

test('known passwords are known in any letters, and a sentence of one’s own is not', async () => {
  for (const one of ['passwordpassword', 'PasswordPassword', 'qwertyuiopasdfgh', '12345678'])
    expect(await isKnownPassword(one), one).toBe(true);
  for (const one of ['four lamps by the window', 'a kettle, a cat and the rain'])
    expect(await isKnownPassword(one), one).toBe(false);
});

test('a filter answers for the keys it was made of, and is not read from anything else', () => {
  const keyOf = (text: string) => createHash('sha256').update(text).digest();
  const [seed, third] = [7, 100];
  const file = Buffer.alloc(12 + third * 6);
  for (const [at, value] of [0x58_4f_52_31, seed, third].entries()) file.writeUInt32BE(value, at * 4);
  const { fingerprint, places } = placesOf(keyOf('one'), seed, third);
  expect(places.map((place) => Math.floor(place / third))).toEqual([0, 1, 2]);
  file.writeUInt16BE(fingerprint, 12 + places[1]! * 2);
  const has = xorFilterOver(file);
  expect(has(keyOf('one'))).toBe(true);
  const others = Array.from({ length: 500 }, (_, index) => has(keyOf(`other ${index}`)));
  expect(others.filter(Boolean).length).toBeLessThan(3);
  expect(() => xorFilterOver(file.subarray(0, -2))).toThrow('This is not an xor filter.');
  file.writeUInt32BE(1, 0);
  expect(() => xorFilterOver(file)).toThrow('This is not an xor filter.');
});

test('so many run at once, so many wait, whoever goes first is first, and one more is turned away', async () => {
  const inTurn = openConcurrencyLimit({ atOnce: 2, waiting: 1 });
  const ends: (() => void)[] = [];
  const order: string[] = [];
  const work = (name: string) => () =>
    new Promise<string>((resolve) => {
      order.push(name);
      ends.push(() => resolve(name));
    });
  const [one, two, three] = [inTurn(work('one')), inTurn(work('two')), inTurn(work('three'))];
  await expect(inTurn(work('four'))).rejects.toThrow(TooManyWaiting);
  const first = inTurn(work('first'), true);
  await expect(inTurn(work('fifth'), true)).rejects.toMatchObject({
    seconds: 5,
    message: 'Too many are waiting.',
  });
  expect(order).toEqual(['one', 'two']);
  ends[0]!();
  expect(await one).toBe('one');
  await Promise.resolve();
  expect(order).toEqual(['one', 'two', 'first']);
  ends[1]!();
  ends[2]!();
  expect([await two, await first]).toEqual(['two', 'first']);
  ends[3]!();
  expect(await three).toBe('three');
  await expect(inTurn(() => Promise.reject(new Error('It failed.')))).rejects.toThrow('It failed.');
  const [six, seven] = [inTurn(work('six')), inTurn(work('seven'))];
  expect(order.slice(-2)).toEqual(['six', 'seven']);
  ends.slice(-2).forEach((end) => end());
  await Promise.all([six, seven]);
});

const alone = { hasApp: false, names: ['Alongside', 'Lamplight', 'Ana', 'ana.smith@example.org'] };
const withApp = { ...alone, hasApp: true };
test.each([
  ['fourteen chars', alone, /^That is 14 characters. It needs 15 or more/],
  ['fifteen letters', alone, null],
  ['sevenly', withApp, /^That is 7 characters. It needs 8 or more/],
  ['kettle95', withApp, null],
  ['a kettle '.repeat(22) + 'ab', alone, null],
  [
    Array.from({ length: 40 }, (_, at) => `w${at}o`).join(' ') + 'x'.repeat(20),
    alone,
    /^That is too long. It can have 200/,
  ],
  ['abcdabcdabcdabcda', alone, /^That repeats itself/],
  ['aabbccddaabbccdd', alone, /^That repeats itself/],
  ['lampkettlelampkettle', alone, /^That repeats itself/],
  ['lamp-kettle lamp.kettle', alone, /^That repeats itself/],
  ['lampkettlelampketts', alone, null],
  ['Lamplight-Alongside', alone, /^That is little more than a name/],
  ['ana.smith@example.org!', alone, /^That is little more than a name/],
  ['SmithLamplight1234567', alone, /^That is little more than a name/],
  ['SmithLamplight1234568 9', alone, null],
  ['12345 -- -- -- !?', alone, null],
])('the password “%s” is judged', (password, circumstances, problem) => {
  const found = passwordProblem(password, circumstances);
  if (problem === null) expect(found).toBeNull();
  else expect(found).toMatch(problem);
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::FFFF:c000:201', '192.0.2.1'],
  ['0:0:0:0:0:ffff:192.0.2.1', '192.0.2.1'],
  ['2001:DB8::1', '2001:db8:0:0::/64'],
  ['2001:db8:0:0:1:2:3:4', '2001:db8:0:0::/64'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  ['1:2:3:4::', '1:2:3:4::/64'],
  ['1::4:5:6:7:8', '1:0:0:4::/64'],
  ['::fffe:192.0.2.1', '0:0:0:0::/64'],
  ['0:0:0:0:1:ffff:192.0.2.1', '0:0:0:0::/64'],
  ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
  ['::ffff:198.51.100.255', '198.51.100.255'],
  ['not an address', 'not an address'],
  ['', ''],
  [undefined, ''],
])('%s is counted as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test('counted by the first 48 bits, all networks of one subscriber are one', () => {
  for (const address of ['2001:db8:1:2:3:4:5:6', '2001:DB8:1:ffff::'])
    expect(networkOf(address, 48)).toBe('2001:db8:1::/48');
  expect(networkOf('2001:db8:2::', 48)).toBe('2001:db8:2::/48');
  expect(networkOf('::ffff:192.0.2.1', 48)).toBe('192.0.2.1');
});
