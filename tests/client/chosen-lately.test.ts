import { expect, test } from 'vitest';
import type { Call, CallRecord } from '#shared/calls';
import { presentingIssueGroups, type PresentingIssue } from '#shared/record-lists';
import { chosenLately } from '../../client/calls/chosen-lately.ts';
import { matching, withFirst } from '../../client/ui/choice-groups.ts';
import { ana } from './fake-socket.ts';

const taken = (hour: number, presentingIssues: PresentingIssue[], takenBy = ana.id) =>
  ({
    id: `call at ${hour}`,
    takenBy,
    startedAt: `2026-11-21T${hour}:00:00.000Z`,
    record: { presentingIssues, outcomes: [] } as unknown as CallRecord,
  }) as Call;

test('what somebody chose in their own earlier calls is offered, the latest first, at most five', () => {
  const now = taken(22, ['work']);
  const calls = [
    taken(18, ['housing', 'debt', 'anger', 'sleep']),
    taken(20, ['loneliness', 'housing']),
    taken(21, ['gambling'], 'ben'),
    taken(23, ['trauma']),
    now,
  ];
  expect(chosenLately(calls, now, 'presentingIssues')).toEqual([
    'housing',
    'loneliness',
    'sleep',
    'anger',
    'debt',
  ]);
  expect(chosenLately([...calls, taken(19, ['stress'])], now, 'presentingIssues')).toHaveLength(5);
  expect(chosenLately(calls, now, 'outcomes')).toEqual([]);
});

test('each choice stands in one place, and a group left empty is not shown', () => {
  const all = matching<PresentingIssue>(presentingIssueGroups, '');
  const found = withFirst<PresentingIssue>(all, 'You chose lately', [
    'alcohol',
    'drugs',
    'gambling',
    'anger',
  ]);
  expect(found[0]).toMatchObject({
    heading: 'You chose lately',
    choices: [{ words: 'Alcohol' }, {}, {}, {}],
  });
  const values = found.flatMap(({ choices }) => choices.map(({ value }) => value));
  expect(values).toHaveLength(new Set(values).size);
  expect(values.toSorted()).toEqual(
    all.flatMap(({ choices }) => choices.map(({ value }) => value)).toSorted(),
  );
  expect(found.map(({ heading }) => heading)).not.toContain('Substances and gambling');
  expect(withFirst(all, 'You chose lately', [])).toBe(all);
});
