import { expect, test } from 'vitest';
import { longest } from '#shared/limits';
import { quoted, withWordsOf } from '../../client/messages/words-of-message.ts';

test('the words of a message stand before the note, in quotation marks', () => {
  expect(withWordsOf('She lost her sister.', 'Was it right?')).toBe('“She lost her sister.”\nWas it right?');
  expect(withWordsOf('She lost her sister.', '')).toBe('“She lost her sister.”');
});

test('what has no room is left out, and nothing of the note with it', () => {
  const note = 'n'.repeat(longest.shortText - 100);
  const both = withWordsOf('m'.repeat(longest.message), note);
  expect(both).toHaveLength(longest.shortText);
  expect(both).toMatch(/^“m+…”\nn+$/);
  expect(withWordsOf('m'.repeat(50), 'n'.repeat(longest.shortText))).toBe('n'.repeat(longest.shortText));
});

test('a character is not cut in half', () => {
  for (const shift of [0, 1])
    expect(quoted('x'.repeat(shift) + '𝄞'.repeat(longest.shortText), '')).not.toMatch(/\p{Surrogate}/u);
});
