import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { decrypt, encrypt } from '#server/platform/encryption/cipher';
import { KeyProblem, readKeys } from '#server/platform/encryption/key-encryption-keys';
import { keyNameIn, openValue, SealBroken, sealValue } from '#server/platform/encryption/sealed-value';
import { text, textAt, texts } from '#server/platform/encryption/words-in';
import {
  idOf,
  isProbeOf,
  nameOf,
  newDataKey,
  newProbe,
  refuseOtherKeys,
  rewrap,
  unwrap,
} from '#server/platform/encryption/wrapping';
import { nextTestKey, testKey } from '../support/keys.ts';

const keys = readKeys(`1:${testKey}\n2:${nextTestKey}`, 'KEYS');
const others = readKeys(nextTestKey, 'KEYS');
const scope = { helplineId: null, purpose: 'shift', subjectId: randomUUID() };
const place = { table: 'messages', column: 'body', rowId: randomUUID() };
const { row, key } = newDataKey(keys, 1, scope);
const words = 'See you tomorrow, Ana.';
const sealed = sealValue(key, place, words);

test('what is sealed is opened in its place, whatever its length', () => {
  for (const one of [
    'a',
    words,
    'é'.repeat(31),
    'x'.repeat(31),
    'x'.repeat(32),
    'x'.repeat(8_000),
    '\u{1F56F}\0 ',
  ])
    expect(openValue(key, place, sealValue(key, place, one))).toBe(one);
  expect(sealed).not.toContain('Ana');
  expect(keyNameIn(sealed)).toBe(key.name);
  expect(sealValue(key, place, words)).not.toBe(sealed);
});

test('short answers are of one length', () => {
  const lengthOf = (one: string) => sealValue(key, place, one).length;
  expect(lengthOf('yes')).toBe(lengthOf('No, not at all, thank you Ana.'));
  expect(lengthOf('x'.repeat(31))).toBe(lengthOf('x'));
  expect(lengthOf('x'.repeat(32))).toBeGreaterThan(lengthOf('x'));
});

test.each([
  ['table', { ...place, table: 'calls' }],
  ['column', { ...place, column: 'note' }],
  ['row', { ...place, rowId: randomUUID() }],
])('it is not opened in another %s', (_what, elsewhere) => {
  expect(() => openValue(key, elsewhere, sealed)).toThrow(SealBroken);
});

test('it is not opened with another key, under another name, or when a single byte is changed', () => {
  const other = newDataKey(keys, 1, scope).key;
  expect(() => openValue(other, place, sealed)).toThrow(SealBroken);
  expect(() => openValue({ ...key, name: other.name }, place, sealed)).toThrow(SealBroken);
  const [mark, name, text64] = sealed.split('.') as [string, string, string];
  const bytes = Buffer.from(text64, 'base64url');
  for (const at of [0, 11, 12, bytes.length - 17, bytes.length - 16, bytes.length - 1]) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1;
    expect(() => openValue(key, place, `${mark}.${name}.${changed.toString('base64url')}`)).toThrow(
      SealBroken,
    );
  }
  expect(() => openValue(key, place, sealed.slice(0, -4))).toThrow(SealBroken);
  expect(() => openValue(key, place, words)).toThrow('A sealed value is not as it was written.');
});

test.each([
  '',
  words,
  's1.short.abc',
  `s1.${'a'.repeat(22)}.${'b'.repeat(37)}`,
  ` ${sealed}`,
  `${sealed}!`,
  `s2${sealed.slice(2)}`,
])('the key of “%s” has no name, because it is not sealed', (value) => {
  expect(keyNameIn(value)).toBeNull();
});

test('nothing shorter than a nonce and a tag is a sealed text, and the empty text is one', () => {
  const raw = createSecretKey(randomBytes(32));
  const empty = encrypt(raw, Buffer.alloc(0), 'here');
  expect(empty.length).toBe(28);
  expect(decrypt(raw, empty, 'here')).toEqual(Buffer.alloc(0));
  expect(decrypt(raw, empty, 'there')).toBeNull();
  for (const length of [0, 12, 27]) expect(decrypt(raw, empty.subarray(0, length), 'here')).toBeNull();
});

test('a data key is unwrapped as it was made, by its version alone and in its own row alone', () => {
  expect(unwrap(keys, row)).toMatchObject({ id: row.id, name: key.name });
  expect(unwrap(keys, row).key.equals(key.key)).toBe(true);
  expect(() => unwrap(others, row)).toThrow(KeyProblem);
  for (const moved of [
    { id: randomUUID() },
    { purpose: 'flag' },
    { subjectId: randomUUID() },
    { keyVersion: 2 },
  ])
    expect(() => unwrap(keys, { ...row, ...moved }), JSON.stringify(moved)).toThrow(
      /is damaged, or was wrapped with another/,
    );
  expect(() => unwrap(keys, { ...row, keyVersion: 3 })).toThrow(
    'The encryption key of version 3 is missing.',
  );
  const again = { ...row, keyVersion: 2, wrapped: rewrap(keys, row, 2) };
  expect(unwrap(keys, again).key.equals(key.key)).toBe(true);
  expect(again.wrapped).not.toBe(row.wrapped);
});

test('a name of 22 letters and an id say the same', () => {
  expect(key.name).toMatch(/^[\w-]{22}$/);
  expect([nameOf(row.id), idOf(key.name)]).toEqual([key.name, row.id]);
});

test('a probe knows the key that it was made with', () => {
  const probe = newProbe(keys, 1);
  expect(isProbeOf(keys, 1, probe)).toBe(true);
  expect(isProbeOf(others, 1, probe)).toBe(false);
  expect(isProbeOf(keys, 2, probe)).toBe(false);
  expect(isProbeOf(keys, 1, 'nothing')).toBe(false);
});

test('keys other than those of the database, and too few, are refused in one sentence', () => {
  const versions = [1, 2].map((keyVersion) => ({ keyVersion, probe: newProbe(keys, keyVersion) }));
  const only = (version: number) => new Map([[version, keys.get(version)!]]);
  const refused = (given: typeof keys, inUse: number[]) => () => refuseOtherKeys(given, versions, inUse);
  expect(refused(keys, [1, 2])).not.toThrow();
  expect(refused(only(2), [2])).not.toThrow();
  expect(refused(only(2), [1, 2])).toThrow('version 1 of the encryption key, which is missing');
  expect(refused(only(1), [1])).toThrow('version 2 of the encryption key, which is missing');
  expect(refused(only(1), [1, 2])).toThrow('version 2 of the encryption key, which is missing');
  expect(refused(new Map([[3, keys.get(1)!]]), [1])).toThrow('version 2 and 1 of the encryption key');
  expect(
    refused(
      new Map([
        [1, keys.get(2)!],
        [2, keys.get(2)!],
      ]),
      [1],
    ),
  ).toThrow('The encryption key is not the one this database was sealed with.');
});

test('words are changed wherever a column holds them, and nothing else is', () => {
  const loud = (one: string) => one.toUpperCase();
  expect([text('a', loud), text('', loud), text(null, loud), text(7, loud)]).toEqual(['A', '', null, 7]);
  expect([texts(['a', '', 7], loud), texts(null, loud), texts('a', loud)]).toEqual([['A', '', 7], null, 'a']);
  const inBody = textAt('body');
  expect(inBody({ id: 'x', body: 'a' }, loud)).toEqual({ id: 'x', body: 'A' });
  expect(inBody([{ body: 'a' }, { other: 'b' }, null, 'c'], loud)).toEqual([
    { body: 'A' },
    { other: 'b' },
    null,
    'c',
  ]);
  expect([inBody(null, loud), inBody('a', loud)]).toEqual([null, 'a']);
  const statement = sql`now()`;
  expect(inBody(statement, loud)).toBe(statement);
});
