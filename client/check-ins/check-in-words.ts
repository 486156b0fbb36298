import type { CheckIn, Heaviness } from '#shared/check-ins';
import type { Times } from '../ui/times.ts';

const saidWords: Record<Heaviness, string> = {
  light: 'was light',
  steady: 'was steady',
  full: 'was full',
  heavy: 'was heavy',
  'very-heavy': 'was very heavy',
  'all-out': 'took all they had',
};

/** Ana said tonight was heavy; Ana said Friday evening was heavy. */
export function saidOf(
  { heaviness, personId, at }: CheckIn,
  now: number,
  times: Times,
  nameOf: (id: string) => string,
): string | null {
  if (!heaviness) return null;
  const isLate = now - Date.parse(at) < 12 * 60 * 60_000;
  const part = times.part(at);
  return `${nameOf(personId)} said ${isLate ? 'tonight' : `${times.weekday(at)} ${part}`} ${saidWords[heaviness]}.`;
}
