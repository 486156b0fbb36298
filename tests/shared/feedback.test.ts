import { expect, test } from 'vitest';
import { mayReadFeedback, whyNotAgree } from '#shared/feedback';
import { mightName } from '#shared/feedback-nudge';

test.each([
  ['I spoke to Marina and to Tom', ['a name (Marina, Tom)']],
  ['Ring 020 7946 0018', ['a number']],
  ['Write to me at ana@example.org', ['an e-mail address']],
  ['I live in SE1 7PB', ['a postcode']],
])('%s is pointed out', (words, found) => {
  expect(mightName(words)).toEqual(expect.arrayContaining(found));
});

test.each([
  'It was good. They listened on Monday and in December.',
  'I waited 20 minutes, then I was fine',
  '',
])('%s is not', (words) => expect(mightName(words)).toEqual([]));

test('a reader who is no supporter any more reads nothing, and of the two who agree one is a supporter', () => {
  const id = '0190a000-0000-7000-8000-000000000000';
  expect(mayReadFeedback({ id, roles: ['supporter'] }, id)).toBe(true);
  expect(mayReadFeedback({ id, roles: ['supervisor'] }, id)).toBe(false);
  expect(mayReadFeedback({ id, roles: ['manager'] }, null)).toBe(true);
  const by = { proposedBy: 'somebody else' };
  expect(whyNotAgree({ id, roles: ['manager'] }, by, true)).toBeNull();
  expect(whyNotAgree({ id, roles: ['supporter'] }, by, false)).toBeNull();
  expect(whyNotAgree({ id, roles: ['manager'] }, by, false)).toContain('a supporter has to agree');
  expect(whyNotAgree({ id, roles: ['supporter'] }, { proposedBy: id }, true)).toContain('Somebody else');
});
