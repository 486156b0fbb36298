import { weeksOfInduction, type Induction } from '#shared/induction';
import { dateWords } from '../ui/dates.ts';

const weekWords = [
  'Read the manual, and ask about whatever is unclear. Meet the managers and some of the others.',
  'The first courses: peer support, person-centred care, confidentiality and boundaries.',
  'How a shift works, with somebody who knows it: the screen, a call, a handover.',
  'Talk it all over with your manager, and choose your first shifts together.',
];

/** What each week of an induction is for. `isNow`: the one in which `today` lies. */
export function weeksOf({ from, until }: Induction, today: string) {
  const first = Date.parse(from);
  const dayAt = (week: number) => new Date(first + week * 7 * 86_400_000).toISOString().slice(0, 10);
  return weekWords
    .map((words, week) => {
      const begins = dayAt(week);
      const isLast = week === weeksOfInduction - 1;
      const ends = isLast ? until : dayAt(week + 1);
      const isNow = begins <= today && (isLast ? today <= ends : today < ends);
      return { words, begins, isNow, title: `Week ${week + 1}, from ${dateWords(begins)}` };
    })
    .filter(({ begins }) => begins <= until);
}
