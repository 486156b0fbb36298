import { expect, test } from 'vitest';
import { accountActions, helplineActions, readErasures, signInActions, type AuditLine } from '#shared/audit';
import { auditWords } from '../../client/audit/audit-words.ts';

const ana = { id: 'a', firstName: 'Ana' };
const mo = { id: 'm', firstName: 'Mo' };
const line = (action: AuditLine['action'], given: Partial<AuditLine> = {}): AuditLine => ({
  number: 1,
  at: '2026-11-18T20:00:00.000Z',
  action,
  by: mo,
  about: ana,
  counted: null,
  ...given,
});

test('the same line reads differently to whoever did it, to whom it was done, and to others', () => {
  const placed = line('placed-in-shift');
  expect(['m', 'a', 'x'].map((me) => auditWords(placed, me))).toEqual([
    'You put Ana on a shift.',
    'Mo put you on a shift.',
    'Mo put Ana on a shift.',
  ]);
  expect(auditWords(line('placed-in-shift', { by: ana }), 'a')).toBe('You put yourself on a shift.');
  expect(auditWords(line('roles-changed', { by: null }), 'a')).toBe(
    'The host of Alongside changed what you do here.',
  );
});

test('two people of the same first name are not taken for one', () => {
  const other = { id: 'o', firstName: 'Ana' };
  expect(auditWords(line('sign-ins-ended', { by: other }), 'a')).toBe('Ana signed you out everywhere.');
  expect(auditWords(line('sign-ins-ended', { by: ana }), 'a')).toBe('You ended a sign-in of yours.');
});

test('what was erased is counted', () => {
  const erased = (counted: number) =>
    auditWords(line('erased-callRecords', { by: null, about: null, counted }), 'm');
  expect(erased(1)).toBe('One call record was erased: the time for keeping it was over.');
  expect(erased(12)).toBe('12 call records were erased: the time for keeping them was over.');
});

test('every act is a whole sentence, whoever it is about', () => {
  for (const action of [...accountActions, ...signInActions, ...helplineActions, ...readErasures])
    for (const about of [ana, null])
      expect(auditWords(line(action, { about, counted: 2 }), 'a')).toMatch(/^[A-Z0-9][^{}]+[^ ]\.$/);
});
