import { expect, test } from 'vitest';
import { writtenAt } from '../../client/messages/written-at.ts';
import { Times } from '../../client/ui/times.ts';

const times = new Times('Europe/London');
const at = (sentAt: string, receivedAt: string) =>
  writtenAt(times, { sentAt: `2026-11-21T${sentAt}Z`, receivedAt: `2026-11-21T${receivedAt}Z` });

test('a message says both times where more than a minute lies between them', () => {
  expect(at('19:04:03', '19:05:30')).toBe('written 19:04, arrived 19:05');
  expect(at('19:04:30', '19:05:30')).toBe('19:04');
});
