import { access } from '#shared/access';
import type { checkInCommands } from '#shared/check-in-commands';
import {
  fitsItsTime,
  mayBeAskedAgain,
  type CheckIn,
  type CheckInAudience,
  type CheckInTime,
} from '#shared/check-ins';
import { refuseUnless, type Context, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { helplineById } from '../helpline/queries.ts';
import { peopleWhoAre } from '../people/queries.ts';
import { shiftById } from '../shifts/queries.ts';
import { checkInsOf, keepCheckIn } from './queries.ts';
import { aWeekAfter } from './week-later.ts';

export const checkInHandlers: Handlers<keyof typeof checkInCommands> = {
  async 'checkIn:tell'(told, context) {
    const { checkInId, shiftId, when, heaviness, said } = told;
    const { tx, version, helplineId, now, announce } = context;
    const all = await toldBefore(context, shiftId);
    const before = all[when];
    const wasAsked = when === 'week-later' && before?.askedAgainAt != null;
    permit(context, access['checkIn:tell'], { shiftId, wasAsked });
    refuseUnless(fitsItsTime(told), 'malformed');
    refuseUnless(when !== 'week-later' || wasAsked, 'conflict', 'You are not asked about this shift now.');
    refuseUnless(
      when !== 'end' || heaviness !== null || before,
      'conflict',
      'You have said nothing about this shift yet, so there is nothing to take back.',
    );

    const sharedWith = heaviness === null && said === null ? 'nobody' : told.sharedWith;
    const changed = { version, heaviness, said, sharedWith, at: now.toISOString() };
    const whole = { ...(before ?? fresh(context, checkInId, shiftId, when)), ...changed };
    announce('checkIn:changed', await keepCheckIn(tx, helplineId, whole));
    const later = all['week-later'];
    if (when === 'end' && later?.askAgainAt && !mayBeAskedAgain(heaviness))
      announce('checkIn:changed', await keepCheckIn(tx, helplineId, { ...later, version, askAgainAt: null }));
    if (before && before.sharedWith !== 'nobody' && before.sharedWith !== sharedWith)
      await resyncViewers(context, shiftId, before.sharedWith);
  },

  async 'checkIn:wentWell'({ checkInId, shiftId, words }, context) {
    const { tx, version, helplineId, announce } = context;
    permit(context, access['checkIn:wentWell'], { shiftId });
    const { end = fresh(context, checkInId, shiftId, 'end') } = await toldBefore(context, shiftId);
    announce('checkIn:changed', await keepCheckIn(tx, helplineId, { ...end, version, wentWell: words }));
  },

  async 'checkIn:askAgain'({ checkInId, shiftId, ask }, context) {
    const { tx, version, helplineId, announce } = context;
    permit(context, access['checkIn:askAgain'], { shiftId });
    const { end, 'week-later': before } = await toldBefore(context, shiftId);
    refuseUnless(
      ask ? end && mayBeAskedAgain(end.heaviness) : before,
      'conflict',
      'We ask again only after a night that was very heavy, or took all you had.',
    );

    const shift = await shiftById(tx, helplineId, shiftId);
    refuseUnless(shift, 'not-found');
    const { timeZone } = await helplineById(tx, helplineId);
    const askAgainAt = ask ? aWeekAfter(new Date(shift.startsAt), timeZone).toISOString() : null;
    const whole = { ...(before ?? fresh(context, checkInId, shiftId, 'week-later')), version, askAgainAt };
    announce('checkIn:changed', await keepCheckIn(tx, helplineId, whole));
  },
};

/** What the sender has said of this shift before, by the time at which they said it. */
async function toldBefore({ tx, actor }: Context, shiftId: string) {
  const all = await checkInsOf(tx, actor.id, shiftId);
  return Object.fromEntries(all.map((one) => [one.when, one])) as Partial<Record<CheckInTime, CheckIn>>;
}

const fresh = ({ actor, now }: Context, id: string, shiftId: string, when: CheckInTime): CheckIn => ({
  id,
  version: 0,
  personId: actor.id,
  shiftId,
  when,
  heaviness: null,
  said: null,
  wentWell: null,
  askAgainAt: null,
  askedAgainAt: null,
  sharedWith: 'nobody',
  at: now.toISOString(),
});

/** Resyncs the people who could see it before and no longer can. */
async function resyncViewers(
  { actor, tx, helplineId, resync }: Context,
  shiftId: string,
  before: CheckInAudience,
): Promise<void> {
  if (before === 'managers')
    return (await peopleWhoAre(tx, helplineId, 'manager')).forEach(({ id }) => resync(id));
  const shift = await shiftById(tx, helplineId, shiftId);
  for (const { personId } of shift?.places ?? []) if (personId !== actor.id) resync(personId);
}
