import { expect, test } from 'vitest';
import { Times } from '../../client/ui/times.ts';
import { onCallSentence } from '../../client/shifts/on-call-words.ts';

const times = new Times('Europe/London');
const names: Record<string, string> = { me: 'You', lorna: 'Lorna', idris: 'Idris' };
const nameOf = (id: string) => names[id]!;
const shift = { startsAt: '2026-11-21T18:00:00.000Z', endsAt: '2026-11-22T00:00:00.000Z' };
const said = (managerId: string | null, nextManagerId: string | null, at: string) =>
  onCallSentence({ ...shift, managerId, nextManagerId }, { now: Date.parse(at), times, nameOf });

test.each([
  ['lorna', 'idris', '2026-11-21T21:42Z', 'Lorna is on call until midnight. Idris is next.'],
  ['me', 'idris', '2026-11-21T21:42Z', 'You are on call until midnight. Idris is next.'],
  ['lorna', 'me', '2026-11-21T21:42Z', 'Lorna is on call until midnight. You are next.'],
  ['lorna', null, '2026-11-21T21:42Z', 'Lorna is on call until midnight. Nobody is next.'],
  [null, 'idris', '2026-11-21T21:42Z', 'Nobody is on call until midnight.'],
  ['lorna', 'idris', '2026-11-21T09:00Z', 'Lorna is on call tonight from 18:00. Idris is next.'],
  ['lorna', 'idris', '2026-11-20T09:00Z', 'Lorna is on call tomorrow from 18:00. Idris is next.'],
  ['lorna', 'idris', '2026-11-18T09:00Z', 'Lorna is on call on Saturday from 18:00. Idris is next.'],
])('%s, then %s, at %s', (manager, next, at, sentence) => {
  expect(said(manager, next, at)).toBe(sentence);
});
