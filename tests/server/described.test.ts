import { expect, test } from 'vitest';
import { openDescribed } from '../support/described.ts';
import { newId } from '../support/helpline.ts';

const missedCall = {
  ...{ id: newId(), version: 3, shiftId: newId() },
  ...{ rangAt: '2026-11-21T21:30:00.000Z', undoneAt: null },
};

test('what docs/api describes passes', () => {
  const described = openDescribed();
  described.heard('missedCall:changed', missedCall);
  described.replied('missedCall:note', { ok: true });
  described.answered('GET', '/api/me', 200, { person: null, now: 1 });
  described.answered('GET', '/api/audit', 403, {
    code: 'not-yours',
    message: 'This list is for the managers.',
  });
  expect(described.take()).toEqual([]);
});

test.each([
  ['a field more', (it: Described) => it.heard('missedCall:changed', { ...missedCall, notedBy: newId() })],
  ['a field less', (it: Described) => it.heard('missedCall:changed', { ...missedCall, undoneAt: undefined })],
  ['another type', (it: Described) => it.heard('missedCall:changed', { ...missedCall, version: '3' })],
  ['news without a name', (it: Described) => it.heard('missedCall:guessed', missedCall)],
  [
    'a refusal of no known code',
    (it: Described) => it.replied('missedCall:note', { ok: false, code: 'no', message: '' }),
  ],
  [
    'a field more in an answer',
    (it: Described) => it.answered('GET', '/api/me', 200, { person: null, now: 1, at: 1 }),
  ],
  ['an answer of a route without one', (it: Described) => it.answered('POST', '/api/sign-out', 200, {})],
])('%s is a difference, and is told once', (_, say) => {
  const described = openDescribed();
  say(described);
  expect(described.take()).toHaveLength(1);
  expect(described.take()).toEqual([]);
});
type Described = ReturnType<typeof openDescribed>;
