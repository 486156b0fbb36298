import { comingInWords, weekLaterWords, type CheckIn, type Heaviness } from '#shared/check-ins';
import { partWords } from '../ui/day-words.ts';
import type { Times } from '../ui/times.ts';

const saidWords: Record<Heaviness, string> = {
  light: 'was light',
  steady: 'was steady',
  full: 'was full',
  heavy: 'was heavy',
  'very-heavy': 'was very heavy',
  'all-out': 'took all they had',
};

/**
 * `startsAt`: the start of the shift, which names the night also where it was said after midnight; without it, when it was said.
 *
 * Ana said tonight was heavy; Ana said at the start of Friday evening: tired; Ana said of a heavy night, a week later: still heavy.
 */
export function saidOf(
  { heaviness, said, when, personId, at }: CheckIn,
  now: number,
  times: Times,
  nameOf: (id: string) => string,
  startsAt = at,
): string | null {
  const isTonight = now - Date.parse(startsAt) < 12 * 60 * 60_000;
  const night = isTonight ? 'tonight' : `${times.weekday(startsAt)} ${partWords[times.part(startsAt)]}`;
  const who = nameOf(personId);
  if (heaviness) return `${who} said ${night} ${saidWords[heaviness]}.`;
  if (!said) return null;
  const word = { ...comingInWords, ...weekLaterWords }[said].toLowerCase();
  return when === 'start'
    ? `${who} said at the start of ${night}: ${word}.`
    : `${who} said of a heavy night, a week later: ${word}.`;
}
