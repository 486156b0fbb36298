import { expect, test } from 'vitest';
import { nextMark, supportAsked, supportAskedAt } from '#shared/meeting-rules';
import type { MeetingStep, MeetingStepKind } from '#shared/meetings';

const at = (time: string) => `2026-11-20T${time}:00.000Z`;
/** What was said, in the order in which it arrived: who, what, and when they said it. */
const meeting = (...said: [string, MeetingStepKind, string][]) => ({
  ...{ state: 'allowed' as const, withIds: ['ana', 'ben'], startsAt: at('14:00'), endsAt: at('16:00') },
  steps: said.map(([by, step, time]): MeetingStep => ({ step, by, at: at(time) })),
  askAgainAt: null as string | null,
});
const askers = (...said: [string, MeetingStepKind, string][]) =>
  supportAsked(meeting(...said)).map(({ by }) => by);

test('support ends with a word of whoever asked, not of the other one', () => {
  expect(askers(['ana', 'support', '14:20'], ['ben', 'fine', '14:25'])).toEqual(['ana']);
  expect(askers(['ana', 'support', '14:20'], ['ana', 'fine', '14:25'])).toEqual([]);
  expect(askers(['ana', 'support', '14:20'], ['ana', 'fine', '14:25'], ['ana', 'support', '14:30'])).toEqual([
    'ana',
  ]);
});

test('a word said before support was asked for does not end it, however late it arrives', () => {
  expect(askers(['ana', 'support', '14:05'], ['ana', 'fine', '14:00'])).toEqual(['ana']);
  expect(askers(['ana', 'support', '14:05'], ['mo', 'spoken', '14:00'])).toEqual(['ana']);
  expect(askers(['mo', 'spoken', '14:10'], ['ana', 'support', '14:05'])).toEqual(['ana']);
});

test('both can need support: the first to ask comes first, and each ends their own; a manager ends both', () => {
  const both: [string, MeetingStepKind, string][] = [
    ['ben', 'support', '14:22'],
    ['ana', 'support', '14:20'],
  ];
  expect(askers(...both)).toEqual(['ana', 'ben']);
  expect(supportAskedAt(meeting(...both))).toBe(at('14:20'));
  expect(askers(...both, ['ana', 'fine', '14:25'])).toEqual(['ben']);
  expect(askers(...both, ['mo', 'spoken', '14:25'])).toEqual([]);
});

const minutes = { there: 15, over: 15, home: 60 };
const both = [
  ['ana', 'there', '14:00'],
  ['ben', 'there', '14:00'],
] satisfies [string, MeetingStepKind, string][];

test('a manager who says when to ask again is asked again then, also before the end', () => {
  const spoken = meeting(...both, ['ana', 'support', '14:20'], ['mo', 'spoken', '14:25']);
  const next = nextMark({ ...spoken, askAgainAt: at('14:40') }, minutes);
  expect(next).toEqual({ mark: 'over', at: Date.parse(at('14:40')) });
});

test('“we are fine” of the two brings nothing nearer than it was', () => {
  const fine = meeting(...both, ['ana', 'fine', '14:25']);
  const next = nextMark({ ...fine, askAgainAt: at('14:40') }, minutes);
  expect(next).toEqual({ mark: 'over', at: Date.parse(at('16:15')) });
});
