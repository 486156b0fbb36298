import { expect, test } from 'vitest';
import { flagReasonWords, type Flag, type FlagReason, type FlagStep } from '#shared/review';
import { isAnswerAwaited, queueOf } from '../../client/review/review-queue.ts';
import {
  pressingWords,
  questions,
  queueHeading,
  standingOf,
  stepLine,
} from '../../client/review/review-words.ts';

const nameOf = (id: string) => ({ sue: 'You', tom: 'Tom', ana: 'Ana' })[id] ?? 'Somebody';

function flag(id: string, raisedAt: string, change: Partial<Flag> = {}): Flag {
  const raised: FlagStep = { step: 'raised', by: 'ana', at: raisedAt };
  const nothing = { note: '', takenBy: null, learning: null };
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
    takenBy: 'sue',
    learning: 'Well done.',
    steps: [{ step: 'closed', by: 'sue', at, words: 'Well done.' }],
  });

test('what waits comes oldest first, what is closed by month, and what was taken back not at all', () => {
  const queue = queueOf(
    [
      flag('late', '2026-11-21T20:00:00Z'),
      flag('early', '2026-11-20T20:00:00Z'),
      flag('mine', '2026-11-19T20:00:00Z', { state: 'taken', takenBy: 'sue' }),
      flag('toms', '2026-11-18T20:00:00Z', { state: 'taken', takenBy: 'tom' }),
      flag('gone', '2026-11-17T20:00:00Z', { state: 'withdrawn' }),
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
});

test('safeguarding and confidentiality are named in the list, in words', () => {
  expect(pressingWords(flag('a', '2026-11-20T20:00:00Z'))).toBe('Safeguarding');
  expect(pressingWords(flag('a', '2026-11-20T20:00:00Z', { reason: 'confidentiality' }))).toBe(
    'Confidentiality was broken',
  );
  expect(pressingWords(flag('a', '2026-11-20T20:00:00Z', { reason: 'something-to-learn' }))).toBeNull();
});

test('an answer is awaited from the question until it comes', () => {
  const steps = (...names: FlagStep['step'][]) =>
    names.map((step) => ({ step, by: 'sue', at: '2026-11-20T20:00:00Z' }));
  const awaited = (...names: FlagStep['step'][]) =>
    isAnswerAwaited(flag('a', '2026-11-20T20:00:00Z', { steps: steps(...names) }));
  expect(awaited('raised', 'taken')).toBe(false);
  expect(awaited('raised', 'taken', 'asked')).toBe(true);
  expect(awaited('raised', 'taken', 'asked', 'answered')).toBe(false);
  expect(awaited('raised', 'taken', 'asked', 'answered', 'asked')).toBe(true);
});

test('who has it is said by name, and questions and answers are quoted', () => {
  const taken = flag('a', '2026-11-20T20:00:00Z', { state: 'taken', takenBy: 'tom' });
  expect(standingOf(taken, 'sue', nameOf)).toBe('Tom has taken this.');
  expect(standingOf({ ...taken, takenBy: 'sue' }, 'sue', nameOf)).toBe('You have taken this.');
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
