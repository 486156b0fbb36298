import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { readKeys } from '#server/platform/encryption/key-encryption-keys';
import { nextTestKey, testKey } from '../support/keys.ts';

const newKey = () => randomBytes(32).toString('base64');
const sentenceOf = (text: string) => {
  try {
    readKeys(text, 'KEYS');
    return null;
  } catch (error) {
    return (error as Error).message;
  }
};

test('one key, several with their versions, comments and empty lines are read', () => {
  expect([...readKeys(newKey(), 'KEYS').keys()]).toEqual([1]);
  expect([...readKeys(`# ours, and\n\n1:${newKey()}\n2:${newKey()}\n`, 'KEYS').keys()]).toEqual([1, 2]);
  expect([...readKeys(`7:${newKey()}, 8:${newKey()}`, 'KEYS').keys()]).toEqual([7, 8]);
});

test.each([
  ['', 'holds no encryption key'],
  ['# nothing', 'holds no encryption key'],
  ['correct horse battery staple', 'is not understood'],
  [randomBytes(16).toString('base64'), 'has 16 bytes, and should have 32'],
  [randomBytes(33).toString('base64'), 'has 33 bytes, and should have 32'],
  [Buffer.alloc(32).toString('base64'), 'can be guessed'],
  [Buffer.alloc(32, 'abcd').toString('base64'), 'can be guessed'],
  [Buffer.from('this is a sentence of 32 letters').toString('base64'), 'can be guessed'],
  [`${testKey}\n${nextTestKey}`, 'each needs its version'],
  [`1:${testKey}\n1:${nextTestKey}`, 'two encryption keys of version 1'],
  [`1:${testKey}\n2:${testKey}`, 'the same encryption key under two versions'],
])('the keys “%s” are refused in one sentence that does not repeat them', (text, words) => {
  const sentence = sentenceOf(text)!;
  expect(sentence).toContain(words);
  expect(sentence).not.toContain('\n');
  expect(sentence).not.toContain(testKey);
});

test('a version has at most six figures, a key may be written with either alphabet, and what is read is the key', () => {
  const bytes = randomBytes(32);
  for (const encoding of ['base64', 'base64url'] as const) {
    const read = readKeys(`  ${bytes.toString(encoding)}  `, 'KEYS');
    expect(read.get(1)!.export()).toEqual(bytes);
  }
  expect([...readKeys(`999999:${newKey()}`, 'KEYS').keys()]).toEqual([999_999]);
  expect(sentenceOf(`1000000:${newKey()}`)).toContain('is not understood');
  expect(sentenceOf(`${newKey()} and more`)).toContain('is not understood');
  expect(sentenceOf(`:${newKey()}`)).toContain('is not understood');
  expect(sentenceOf(`1:${newKey()}\n${newKey()}`)).toContain('each needs its version');
});

test('a key of sixteen different bytes is taken, and one of fifteen, or of printable ones alone, is not', () => {
  const of = (bytes: number[]) => sentenceOf(Buffer.from(bytes).toString('base64'));
  const different = (count: number) => Array.from({ length: 32 }, (_, at) => at % count);
  expect(of(different(16))).toBeNull();
  expect(of(different(15))).toContain('can be guessed');
  const printable = Array.from({ length: 32 }, (_, at) => 0x20 + at * 3);
  expect(of(printable)).toContain('can be guessed');
  expect(of([...printable.slice(0, 31), 0x7e])).toContain('can be guessed');
  for (const one of [0x1f, 0x7f]) expect(of([...printable.slice(0, 31), one])).toBeNull();
});
