import { isOpenListening, type Listening } from '#shared/listenings';
import { isInInduction } from '#shared/induction';
import type { Person } from '#shared/people';
import type { Shift } from '#shared/shifts';
import type { App } from '../app.ts';
import { isolated } from '../ui/isolated.ts';

type Reads = Pick<App, 'clock' | 'times' | 'shifts' | 'listenings' | 'me'>;

/** The part of the question to the pair that describes what a listener sees. */
export const whatIsSeen =
  'They would see how you two are on the board, and since when a call is on. Nothing of what either of you writes or says here.';

/** The first name of the one who listens, for use in a sentence. */
export const listenerOf = ({ personName }: Pick<Listening, 'personName'>) => isolated(personName);

/** Friday, 18:00 to midnight */
export function shiftWords({ times }: Pick<App, 'times'>, { startsAt, endsAt }: Shift): string {
  return `${times.day(startsAt)}, ${times.hour(startsAt)} to ${times.hour(endsAt)}`;
}

/** Whether the shift of this one is on now. */
export function isOn({ shifts, clock }: Reads, { shiftId, state }: Listening): boolean {
  const shift = shifts.get(shiftId);
  if (state !== 'agreed' || !shift) return false;
  return Date.parse(shift.startsAt) <= clock.now && clock.now < Date.parse(shift.endsAt);
}

/** Whether it can still come to something: not ended, and in a shift that is not over. */
export function isToCome({ shifts, clock }: Reads, listening: Listening): boolean {
  const shift = shifts.get(listening.shiftId);
  return isOpenListening(listening) && shift !== undefined && Date.parse(shift.endsAt) > clock.now;
}

/** The shifts in which this person could still ask to listen along: with two in them, in the days of their induction, without another who listens. */
export function shiftsToListen(app: Reads, person: Person): Shift[] {
  const taken = app.listenings.all.filter((one) => isToCome(app, one)).map(({ shiftId }) => shiftId);
  return app.shifts.all.filter(
    ({ id, covered, startsAt, endsAt }) =>
      covered &&
      !taken.includes(id) &&
      Date.parse(endsAt) > app.clock.now &&
      isInInduction(person, app.times.date(startsAt)),
  );
}

/** What has become of the question, for the one who would listen and for managers. */
export function stateWords(app: Reads, listening: Listening): string {
  switch (listening.state) {
    case 'asked':
      return isToCome(app, listening) ? 'Asked. Both of that shift have to say yes.' : 'Not agreed in time.';
    case 'agreed':
      return isToCome(app, listening) ? 'Both have said yes.' : 'Over.';
    case 'refused':
      return 'Not this time. You can ask for another shift.';
    case 'ended':
      return 'Ended.';
  }
}
