import { describe, expect, test } from 'vitest';
import { whatItLooksLike, without } from '../../client/identifying-details/looks-like.ts';
import { DetailsWarning } from '../../client/identifying-details/details-warning.svelte.ts';
import { isWorthALook } from '../../client/identifying-details/worth-a-look.ts';

const looksLike = (text: string) =>
  isWorthALook(text)
    ? whatItLooksLike(text).map(({ what, start, end }) => [what, text.slice(start, end)])
    : [];

describe('what could name a caller is asked about', () => {
  test.each([
    ['Ring her on 07700 900123 after nine', 'a phone number', '07700 900123'],
    ['07700-900-123', 'a phone number', '07700-900-123'],
    ['his mum: +44 20 7946 0018', 'a phone number', '+44 20 7946 0018'],
    ['(020) 7946 0018', 'a phone number', '(020) 7946 0018'],
    ['write to jo.bloggs@example.org please', 'an e-mail address', 'jo.bloggs@example.org'],
    ['lives near SW9 8LR', 'a postcode', 'SW9 8LR'],
    ['se58az is where', 'a postcode', 'se58az'],
    ['NHS 943 476 5919', 'an NHS number', '943 476 5919'],
    ['number 9434765919', 'an NHS number', '9434765919'],
  ])('%s', (text, what, piece) => expect(looksLike(text)).toEqual([[what, piece]]));
});

describe('what names nobody is not', () => {
  test.each([
    'Rang 999, then 116 123 and 111 option 2',
    'Text SHOUT to 85258',
    'from 21:42 to 23:10 on 21/11/2026',
    '01.11.2026 to 02.11.2026',
    '2026-11-21 18:00',
    'between 0930 1030 and noon',
    'awake 24 7 for 3 nights',
    'house 12, flat 3, 2nd floor',
    'took 12 tablets of 500 mg at 2130',
    'not an NHS number: 943 476 5918',
    'A1 paper, COVID 19, B12, 4x4',
    'meet @ six',
    'wants somebody to listen',
  ])('%s', (text) => expect(looksLike(text)).toEqual([]));
});

test('what is taken out leaves the rest as it was written', () => {
  const text = 'Ring 020 7946 0018 or a@b.example. She is at SE5 8AZ today.';
  expect(without(text, whatItLooksLike(text))).toBe('Ring or. She is at today.');
});

test.each([
  ['Her name is Smith, SE5 8AZ, lives in.', 'Her name is, lives in.'],
  ['Smith, 07700 900123, lives in.', 'Smith, lives in.'],
  ['Lives at SE5 8AZ, alone', 'Lives at, alone'],
  ['SE5 8AZ, she said', 'she said'],
  ['Ring:\n07700 900123\nafter nine', 'Ring:\n\nafter nine'],
])('what is taken out of “%s” leaves no comma behind', (text, rest) => {
  expect(without(text, whatItLooksLike(text))).toBe(rest);
});

describe('a probable name is asked about, unless it is one of our own people', () => {
  test.each([
    ['her name is Kowalski', 'Kowalski'],
    ['His name’s Tunde Bello', 'Tunde Bello'],
    ['a neighbour called Zsófia rang', 'Zsófia'],
    ['Sarah rang again', 'Sarah'],
  ])('%s', (text, name) => expect(looksLike(text)).toContainEqual(['a name', name]));

  test.each(['I called Lorna', 'Thank you, Ben', 'Rose early, and will mark it', 'She called NHS 111'])(
    '%s',
    (text) => expect(whatItLooksLike(text, ['Ben', 'Lorna'])).toEqual([]),
  );
});

test('what was taken out can be put back until something else is typed', async () => {
  const detailsWarning = new DetailsWarning();
  await detailsWarning.look('at SE5 8AZ');
  expect(await detailsWarning.takeOut('at SE5 8AZ')).toBe('at');
  expect(detailsWarning.before).toBe('at SE5 8AZ');
  expect(detailsWarning.putBack()).toBe('at SE5 8AZ');
  detailsWarning.forget();
  expect(detailsWarning.before).toBeNull();
});

test('what was meant is not asked about again', async () => {
  const detailsWarning = new DetailsWarning();
  expect(await detailsWarning.look('at SE5 8AZ')).toBe(true);
  detailsWarning.leave('at SE5 8AZ');
  expect(await detailsWarning.look('at SE5 8AZ, I think')).toBe(false);
  expect(await detailsWarning.look('at SE5 8AZ, or SW9 8LR')).toBe(true);
  expect(await detailsWarning.takeOut('at SE5 8AZ, or SW9 8LR')).toBe('at SE5 8AZ, or');
});
