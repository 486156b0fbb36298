import { courses } from '#shared/courses';
import { mayReadSharedSteps, type DoneShift, type Step } from '#shared/steps';
import { isA } from '#shared/viewer';
import type { App } from '../app.ts';
import { titleOf } from '../gatherings/gathering-words.ts';
import { dateWords, monthWords } from '../ui/dates.ts';

/** The lists of one's own lines, with what is asked for in each. */
export const stepLists = [
  { kind: 'want', heading: 'What I want', asks: 'Something I want' },
  { kind: 'learning', heading: 'What I am learning', asks: 'Something I am learning' },
] as const;

/** What came of a question for a reference. */
export function answerWords({ answer }: Pick<Step, 'answer'>, name: string): string {
  switch (answer) {
    case null:
      return `${name} has not answered yet.`;
    case 'yes':
      return `${name} says yes.`;
    case 'not-now':
      return `${name} says: not now.`;
    case 'left':
      return `${name} is not a manager here any more. You can ask somebody else.`;
  }
}

/** Those whom a line can be shown to, or who can be asked, by name, but for those of `without`. */
export const peopleToChoose = (
  { people, me }: Pick<App, 'people' | 'me'>,
  whom: 'readers' | 'managers',
  without: (string | null)[],
) =>
  people.all
    .filter(({ id }) => !without.includes(id))
    .filter((person) => person.id !== me.id && person.suspendedAt === null)
    .filter((person) => (whom === 'managers' ? isA(person, 'manager') : mayReadSharedSteps(person)))
    .map(({ id, firstName }) => ({ value: id, words: firstName }))
    .toSorted((a, b) => a.words.localeCompare(b.words));

/** What I have done, each list latest first. */
export type Done = { shifts: string[]; courses: string[]; gatherings: string[] };
export const doneHeadings = {
  shifts: 'Shifts, by the days on the rota',
  courses: 'Courses',
  gatherings: 'One-to-ones and meetings',
} as const satisfies Record<keyof Done, string>;

type Reads = Pick<App, 'me' | 'trainings' | 'gatherings' | 'times' | 'nameOf'>;

export function doneBy(shifts: DoneShift[], app: Reads): Done {
  const { me, times } = app;
  const taken = app.trainings.all
    .filter(({ personId, doneOn }) => personId === me.id && doneOn !== null)
    .toSorted((a, b) => b.doneOn!.localeCompare(a.doneOn!));
  const held = app.gatherings.all
    .filter(({ state, withId, comingIds }) => state === 'held' && [withId, ...comingIds].includes(me.id))
    .toSorted((a, b) => b.startsAt.localeCompare(a.startsAt));
  return {
    shifts: byMonth(shifts.map(({ startsAt }) => times.date(startsAt))),
    courses: taken.map(({ course, doneOn }) => `${courses[course].name}, ${dateWords(doneOn!)}`),
    gatherings: held.map((one) => `${titleOf(one, app)}, ${dateWords(times.date(one.startsAt))}`),
  };
}

/** November 2026: 3, 8, 21. `days`: such as 2026-11-03, earliest first. */
function byMonth(days: string[]): string[] {
  const months = new Map<string, string[]>();
  for (const day of days) months.set(day.slice(0, 7), [...(months.get(day.slice(0, 7)) ?? []), day]);
  return [...months]
    .toReversed()
    .map(
      ([month, days]) =>
        `${monthWords(`${month}-01`)}: ${days.map((day) => Number(day.slice(8))).join(', ')}`,
    );
}

/** The page as plain text, for a file. `today`: such as 2026-11-18. */
export function stepsAsText(
  steps: Step[],
  done: Done | null,
  { today, helpline, nameOf }: { today: string; helpline: string; nameOf: (id: string) => string },
): string {
  const part = (heading: string, lines: string[]) =>
    lines.length > 0 ? ['', heading, ...lines.map((line) => `- ${line}`)] : [];
  const own = (kind: Step['kind']) => steps.filter((step) => step.kind === kind && step.copyOf === null);
  const asked = own('reference').map((step) =>
    [step.words, answerWords(step, nameOf(step.withId!))].filter(Boolean).join(': '),
  );
  const have = done ? (Object.keys(doneHeadings) as (keyof Done)[]) : [];
  return [
    `My next steps, at ${helpline}, as of ${dateWords(today)}`,
    ...stepLists.flatMap(({ kind, heading }) =>
      part(
        heading,
        own(kind).map(({ words }) => words),
      ),
    ),
    ...part('Who could be a reference', asked),
    ...have.flatMap((list) => part(doneHeadings[list], done![list])),
    '',
  ].join('\r\n');
}
