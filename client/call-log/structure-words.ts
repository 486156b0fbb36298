import { callStateWords, lengthWords, type CallStructure } from '#shared/call-log';
import type { Lists } from '../lists/lists.svelte.ts';

/** Housing, Debt; empty if nothing was chosen. */
export const issuesOf = ({ presentingIssues }: CallStructure, lists: Lists): string =>
  lists.wordsOf('issues', presentingIssues);

/** What else was chosen, each part once, such as Lambeth, 15 to 30 minutes, Listened. */
export function restOf(
  { borough, source, outcomes, responseNeeded, length, state }: CallStructure,
  lists: Lists,
): string[] {
  return [
    borough && lists.wordOf('boroughs', borough),
    length && lengthWords[length],
    lists.wordsOf('outcomes', outcomes),
    responseNeeded && `Needed: ${lists.wordOf('responses', responseNeeded)}`,
    source && `Found us: ${lists.wordOf('sources', source)}`,
    state !== 'closed' && callStateWords[state],
  ].filter((part): part is string => Boolean(part));
}

/** Monday 9 November, with the year if it is not this one. `week` is its Monday, such as 2026-11-09. */
export function weekWords(week: string, today: string): string {
  const year = week.slice(0, 4) === today.slice(0, 4) ? {} : ({ year: 'numeric' } as const);
  const format = new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
    ...year,
  });
  return format.format(new Date(`${week}T12:00Z`));
}

/** Whether each typed word is in one of the texts, in any case. True for no words. */
export function hasWords(texts: string[], typed: string): boolean {
  const [within, words] = [texts.join('\n').toLowerCase(), typed.toLowerCase().split(/\s+/)];
  return words.every((word) => within.includes(word));
}
