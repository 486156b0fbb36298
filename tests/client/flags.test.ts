import { expect, test } from 'vitest';
import { hasOpenQuestion, type Flag, type FlagStep } from '#shared/flags';
import { flagReasonWords, type FlagReason } from '#shared/record-lists';
import { DraftTexts } from '../../client/live/draft-texts.svelte.ts';
import { leavesAt, placesOf, settleLeaves } from '../../client/flags/review-leaves.ts';
import { queueOf } from '../../client/flags/review-queue.ts';
import {
  pressingWords,
  questionOf,
  questions,
  queueHeading,
  statusOf,
  stepLine,
} from '../../client/flags/review-words.ts';
import { starterWordOf } from './starter-words.ts';
import { daysInWords, heldDay } from '../../client/flags/supervision-days.ts';
import { groupsSince, themesIn } from '../../client/flags/themes.ts';

const nameOf = (id: string) => ({ sue: 'You', tom: 'Tom', ana: 'Ana' })[id] ?? 'Somebody';

function flag(id: string, raisedAt: string, change: Partial<Flag> = {}): Flag {
  const raised: FlagStep = { step: 'raised', by: 'ana', at: raisedAt };
  const nothing = {
    note: '',
    askMeFirst: false,
    assignedTo: null,
    learning: null,
    theme: null,
    closedAt: null,
  };
  return {
    id,
    version: 1,
    state: 'waiting',
    callId: 'c',
    shiftId: 's',
    reason: 'safeguarding',
    raisedBy: 'ana',
    raisedAt,
    steps: [raised],
    ...nothing,
    ...change,
  };
}

const closed = (id: string, at: string) =>
  flag(id, '2026-10-01T20:00:00Z', {
    state: 'closed',
    assignedTo: 'sue',
    learning: 'Well done.',
    closedAt: at,
    steps: [{ step: 'closed', by: 'sue', at, words: 'Well done.' }],
  });

test('what waits comes oldest first, and what is closed by month', () => {
  const queue = queueOf(
    [
      flag('late', '2026-11-21T20:00:00Z'),
      flag('early', '2026-11-20T20:00:00Z'),
      flag('mine', '2026-11-19T20:00:00Z', { state: 'taken', assignedTo: 'sue' }),
      flag('toms', '2026-11-18T20:00:00Z', { state: 'taken', assignedTo: 'tom' }),
      closed('october', '2026-10-20T20:00:00Z'),
      closed('first', '2026-11-02T20:00:00Z'),
      closed('last', '2026-11-09T20:00:00Z'),
    ],
    'sue',
    (when) => when.slice(0, 7),
  );
  const ids = (flags: Flag[]) => flags.map(({ id }) => id);
  expect(ids(queue.waiting)).toEqual(['early', 'late']);
  expect([ids(queue.mine), ids(queue.others)]).toEqual([['mine'], ['toms']]);
  expect(queue.closed.map(({ month, flags }) => [month, ...ids(flags)])).toEqual([
    ['2026-11', 'last', 'first'],
    ['2026-10', 'october'],
  ]);
});

test('a flag is put as a question, whatever its reason', () => {
  for (const reason of Object.keys(flagReasonWords) as FlagReason[]) expect(questions[reason]).toMatch(/\?$/);
  expect(questionOf({ reason: 'safeguarding' }, starterWordOf)).toBe(questions.safeguarding);
  expect(questionOf({ reason: 'own' }, () => 'Our own reason')).toBe('Our own reason');
});

test('safeguarding and confidentiality are named in the list, in words', () => {
  expect(pressingWords(flag('a', '2026-11-20T20:00:00Z'), starterWordOf)).toBe('Safeguarding');
  expect(pressingWords(flag('a', '2026-11-20T20:00:00Z', { reason: 'confidentiality' }), starterWordOf)).toBe(
    'Confidentiality was broken',
  );
  expect(
    pressingWords(flag('a', '2026-11-20T20:00:00Z', { reason: 'something-to-learn' }), starterWordOf),
  ).toBeNull();
});

test('an answer is awaited from the question until it comes', () => {
  const steps = (...names: FlagStep['step'][]) =>
    names.map((step) => ({ step, by: 'sue', at: '2026-11-20T20:00:00Z' }));
  const awaited = (...names: FlagStep['step'][]) =>
    hasOpenQuestion(flag('a', '2026-11-20T20:00:00Z', { steps: steps(...names) }));
  expect(awaited('raised', 'taken')).toBe(false);
  expect(awaited('raised', 'taken', 'asked')).toBe(true);
  expect(awaited('raised', 'taken', 'asked', 'answered')).toBe(false);
  expect(awaited('raised', 'taken', 'asked', 'answered', 'asked')).toBe(true);
});

test('who has it is said by name, and questions and answers are quoted', () => {
  const taken = flag('a', '2026-11-20T20:00:00Z', { state: 'taken', assignedTo: 'tom' });
  expect(statusOf(taken, 'sue', nameOf)).toBe('Tom has taken this.');
  expect(statusOf({ ...taken, assignedTo: 'sue' }, 'sue', nameOf)).toBe('You have taken this.');
  const asked = { step: 'asked', by: 'sue', at: '2026-11-20T20:00:00Z', words: 'How are you?' } as const;
  expect(stepLine(asked, nameOf)).toEqual({
    at: '2026-11-20T20:00:00Z',
    words: 'You asked a question',
    quote: 'How are you?',
  });
  expect([queueHeading(2, 0), queueHeading(0, 1), queueHeading(0, 0)]).toEqual([
    'Two questions are waiting',
    'No new questions',
    'No questions are waiting',
  ]);
});

test('an automatic release names nobody, and is shown to the person who had the flag', () => {
  const lapsed = { step: 'lapsed', by: 'sue', at: '2026-11-20T20:30:00Z' } as const;
  expect(stepLine(lapsed, nameOf).words).toBe('It went back by itself: nobody worked on it for half an hour');
  const waits = flag('a', '2026-11-20T20:00:00Z', { steps: [lapsed] });
  expect(statusOf(waits, 'sue', nameOf)).toMatch(/^This went back by itself/);
  expect(statusOf(waits, 'tom', nameOf)).toBe('Nobody has this now.');
});

test('what was learned since a day is grouped by theme, however it was spelled, the fullest first', () => {
  const about = (id: string, at: string, theme: string | null) => ({ ...closed(id, at), theme });
  const flags = [
    about('long ago', '2026-10-11T20:00:00Z', 'Silences'),
    about('first', '2026-10-12T09:00:00Z', 'Anger'),
    about('second', '2026-10-13T09:00:00Z', 'long silences '),
    about('third', '2026-10-14T09:00:00Z', 'Long silences'),
    about('none', '2026-10-15T09:00:00Z', null),
    flag('waits', '2026-10-16T09:00:00Z'),
  ];
  const groups = (day: string | null) =>
    groupsSince(flags, day, (when) => when.slice(0, 10)).map((group) => [
      group.theme,
      ...group.flags.map(({ id }) => id),
    ]);
  expect(groups('2026-10-12')).toEqual([
    ['Long silences', 'second', 'third'],
    ['Anger', 'first'],
    [null, 'none'],
  ]);
  expect(groups(null)).toContainEqual(['Silences', 'long ago']);
  expect(groups('2026-10-16')).toEqual([]);
  expect(themesIn(flags)).toEqual(['Anger', 'Long silences', 'Silences']);
});

test('group supervision is said to have been held on the planned day once it has come', () => {
  const days = (last: string | null, next: string | null) => ({ last, next });
  expect(heldDay(days('2026-10-11', '2026-11-22'), '2026-11-21')).toBeNull();
  expect(heldDay(days('2026-10-11', '2026-11-22'), '2026-11-22')).toBe('2026-11-22');
  expect(heldDay(days('2026-10-11', '2026-11-22'), '2026-11-24')).toBe('2026-11-22');
  expect(heldDay(days('2026-11-22', null), '2026-11-22')).toBeNull();
  expect(heldDay(days(null, null), '2026-11-22')).toBe('2026-11-22');
  const said = (last: string | null, next: string | null) =>
    daysInWords(days(last, next), '2026-11-22', (day) => day.slice(5));
  expect([said('2026-11-22', null), said('2026-10-11', '2026-11-22'), said(null, '2026-11-20')]).toEqual([
    'The last group supervision was today. No day is set for the next one.',
    'The last group supervision was on 10-11. The next one is today.',
    'The next one was planned for 11-20.',
  ]);
});

test('a review leaves what was typed beside the learning, and nothing that was left empty', () => {
  const words = new DraftTexts();
  expect(leavesAt(words, 'a')).toEqual({});
  words.put(placesOf('a').theme, ' Long silences ');
  words.put(placesOf('a').manualChange, 'A page on silence');
  words.put(placesOf('a').followUp, '  ');
  const left = leavesAt(words, 'a');
  expect(left).toEqual({
    theme: 'Long silences',
    manualChange: { followUpId: expect.any(String) as string, words: 'A page on silence' },
  });
  settleLeaves(words, 'a', left);
  expect(words.some).toBe(false);
});

test('what is typed beside the learning while a review is being closed stays', () => {
  const words = new DraftTexts();
  words.put(placesOf('a').theme, 'Long silences');
  const left = leavesAt(words, 'a');
  words.put(placesOf('a').theme, 'Long silences at night');
  words.put(placesOf('a').followUp, 'Order a second bag');
  settleLeaves(words, 'a', left);
  expect([words.at(placesOf('a').theme), words.at(placesOf('a').followUp)]).toEqual([
    'Long silences at night',
    'Order a second bag',
  ]);
});
