import { mayRing, tryResultWords, type CallBack } from '#shared/call-backs';
import type { App } from '../app.ts';
import { past } from '../ui/moments.ts';
import { counted } from '../ui/number-words.ts';

type Reads = Pick<App, 'clock' | 'times' | 'nameOf' | 'me' | 'viewer' | 'callBacks' | 'shifts'>;
type Agreed = Pick<CallBack, 'from' | 'until'>;

/** tomorrow between 18:00 and 20:00 */
export const agreedTime = ({ from, until }: Agreed, { clock, times }: Pick<App, 'clock' | 'times'>): string =>
  `${times.dayFrom(clock.now, from)} between ${times.distinct(from)} and ${times.distinct(until)}`;

/** Whether its time has come. */
export const isDue = ({ from, settledAt }: CallBack, now: number) =>
  settledAt === null && Date.parse(from) <= now;
export const isLate = ({ until, settledAt }: CallBack, now: number) =>
  settledAt === null && Date.parse(until) <= now;

/** Those that are mine and my partner's to make, the earliest first. */
export const toMake = (app: Pick<Reads, 'viewer' | 'callBacks'>): CallBack[] =>
  app.callBacks.all
    .filter((one) => one.settledAt === null && mayRing(app.viewer, one))
    .toSorted((one, other) => one.from.localeCompare(other.from));

/** How many have to be made now. */
export const dueNow = (app: Pick<Reads, 'viewer' | 'callBacks' | 'clock'>): number =>
  toMake(app).filter((one) => isDue(one, app.clock.now)).length;

/** Who makes the call back: "you", a first name, or whoever is on shift. A person who has lost their place is not named. */
export function whoRings({ forId, toShiftId }: CallBack, { me, nameOf, shifts }: Reads): string {
  const shift = toShiftId === null ? undefined : shifts.get(toShiftId);
  const isThere = forId === me.id || shift?.places.some(({ personId }) => personId === forId);
  if (forId === null || (shift && shift.places.length > 0 && !isThere)) return 'Whoever is on rings.';
  return forId === me.id ? 'You ring.' : `${nameOf(forId)} rings.`;
}

/** What has been tried, and what came of it: one sentence. */
export function triedWords({ tries }: CallBack, { times, clock, nameOf }: Reads): string {
  const last = tries.at(-1);
  if (!last) return '';
  const before = tries.length === 1 ? '' : `Tried ${counted(tries.length, 'time')}, the last `;
  const said = `${nameOf(last.by)}: ${tryResultWords[last.result].toLowerCase()}`;
  const when = past(times, clock.now, last.at);
  return before ? `${before}${when}. ${said}.` : `Tried ${when}. ${said}.`;
}

/** How it ended; empty while it has not. */
export function endingWords({ ending, settledBy, settledAt, reason }: CallBack, app: Reads): string {
  if (!ending || !settledBy || !settledAt) return '';
  const [who, when] = [app.nameOf(settledBy), past(app.times, app.clock.now, settledAt)];
  const named = {
    reached: `${who} rang back and reached them ${when}.`,
    'they-asked-us-not-to': `${who} rang back ${when}. They asked us not to ring again.`,
    'let-go': `${who} let the call back go ${when}. ${reason ?? ''}`,
    'taken-back': `The call back was taken out of the record ${when}.`,
  };
  return named[ending].trim();
}
