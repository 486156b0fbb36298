import { planEndWords, sameName, talkWays, type Plan } from '#shared/plans';
import { whoIs } from '../agreement/agreement-words.ts';
import type { App } from '../app.ts';
import { past } from '../ui/moments.ts';
import { listed } from '../ui/number-words.ts';

type Reads = Pick<App, 'me' | 'times' | 'clock' | 'nameOf'>;

/** Noon of a day of the calendar, which is that day in every time zone near the helpline’s. */
const noon = (day: string) => `${day}T12:00:00.000Z`;
export const dayIn = (day: string, { times }: Pick<Reads, 'times'>) => times.day(noon(day));

/** Written down by Ana and you. Last talked over with them on Thursday 26 November, on the phone. */
export function madeWords({ agreedOn, how, madeBy }: Plan, app: Reads): string {
  if (!agreedOn || !how) return '';
  const who = listed(madeBy.map((id) => whoIs(app, id)));
  return `Written down by ${who}. Last talked over with them on ${dayIn(agreedOn, app)}, ${talkWays[how].toLowerCase()}.`;
}

/** When and why it ended; empty while it is in force. */
export function endedWords({ endedAt, endedBy, ending }: Plan, app: Reads): string {
  if (!endedAt || !ending) return '';
  const who = endedBy ? `${app.nameOf(endedBy)} ended this plan` : 'This plan ended by itself';
  return `${who} ${past(app.times, app.clock.now, endedAt)}. ${planEndWords[ending]}.`;
}

const byName = (one: Plan, other: Plan) => one.knownAs.localeCompare(other.knownAs);

/** Those in force, by name. */
export const inForce = (plans: Plan[]) => plans.filter(({ state }) => state === 'agreed').toSorted(byName);
/** Those that wait for a second person. */
export const toAgree = (plans: Plan[]) => plans.filter(({ draft }) => draft !== null);
/** Those that were in force and have ended. */
export const ended = (plans: Plan[]) =>
  plans.filter(({ state, agreedOn }) => state === 'ended' && agreedOn !== null).toSorted(byName);

/** Those whose name, or the word that goes with it, has these letters in it. */
export function found(plans: Plan[], typed: string): Plan[] {
  const letters = typed.trim().toLowerCase();
  if (letters === '') return plans;
  return plans.filter(
    ({ knownAs, word }) =>
      sameName(knownAs, typed) || [knownAs, word ?? ''].some((name) => name.toLowerCase().includes(letters)),
  );
}
