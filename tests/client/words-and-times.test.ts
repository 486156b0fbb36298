import { expect, test } from 'vitest';
import { refusals } from '#shared/refusals';
import { presentingIssueGroups } from '#shared/record-lists';
import { matching } from '../../client/ui/choice-groups.ts';
import { refusalWords } from '../../client/ui/refusal-words.ts';
import { span, stopwatch, Times } from '../../client/ui/times.ts';

test('a yes has no words, and a no has the server’s or our own', () => {
  expect(refusalWords({ ok: true })).toBeNull();
  expect(refusalWords({ ok: false, code: 'conflict', message: 'This call has ended already.' })).toBe(
    'This call has ended already.',
  );
  expect(refusalWords({ ok: false, code: 'not-yours', message: ' ' })).toBe(refusals['not-yours']);
});

test('typing finds a choice by the beginning of any of its words, or of its heading', () => {
  const found = (typed: string) =>
    matching(presentingIssueGroups, typed).flatMap(({ choices }) => choices.map(({ value }) => value));
  expect(found('lone')).toEqual(['loneliness']);
  expect(found('suic no')).toEqual(['suicidal-no-intent']);
  expect(found('relat')).toContain('parenting');
  expect(found('zzz')).toEqual([]);
});

test('times are those of the helpline, through a change of the clocks', () => {
  const times = new Times('Europe/London');
  expect(times.at('2026-10-25T00:30:00Z')).toBe('01:30');
  expect(times.at('2026-10-25T01:30:00Z')).toBe('01:30');
  expect(times.hour('2026-11-22T00:00:00Z')).toBe('midnight');
  expect(times.dayFrom(Date.parse('2026-10-24T22:00:00Z'), '2026-10-25T12:00:00Z')).toBe('tomorrow');
  expect(times.from(Date.parse('2026-11-21T21:42:00Z'), '2026-11-24T18:00:00Z')).toBe(
    'Tuesday 24 November 18:00',
  );
});

test('spans read as they are said', () => {
  const now = Date.parse('2026-11-21T21:42:07Z');
  expect(stopwatch('2026-11-21T21:18:00Z', now)).toBe('24:07');
  expect(stopwatch('2026-11-21T20:38:00Z', now)).toBe('1:04:07');
  expect(span(now, '2026-11-22T00:00:00Z')).toBe('2 h 18 min');
  expect(span('2026-11-21T22:00:00Z', '2026-11-22T00:00:00Z')).toBe('2 h');
});
