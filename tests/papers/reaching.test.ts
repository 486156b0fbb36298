import { expect, test } from 'vitest';
import { notificationTexts } from '#server/notifications/texts';
import { urgentKinds } from '#shared/notifications';
import { paper } from './markdown.ts';

const { text } = paper('docs/reaching-people.md');

test('reaching-people.md has every sentence that is sent', () => {
  // What goes with a link is described there, and not quoted.
  const sentences = Object.values({ ...notificationTexts, link: notificationTexts.test });
  expect(sentences.filter((sentence) => !text.includes(` ${sentence} `))).toEqual([]);
});

test('it counts the kinds that go through quiet hours', () => {
  const counted = ['One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight'][urgentKinds.length - 1];
  expect(text).toMatch(new RegExp(`\\b${counted} kinds\\s+go through`));
});
