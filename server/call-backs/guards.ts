import { access } from '#shared/access';
import { numberHours, promiseDays, shortestWindowMinutes, type CallBack } from '#shared/call-backs';
import { mayWriteCall, type Call } from '#shared/calls';
import { callById } from '../calls/queries.ts';
import { helplineById } from '../helpline/queries.ts';
import { refuseUnless, type Context, type Fields } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { shiftsAround } from './shift-queries.ts';

/** The call, if the actor may promise a call back for it; refuses `conflict` once the time for writing about it is over. */
export async function callToPromiseFor(context: Context, callId: string): Promise<Call> {
  const { actor, tx, helplineId } = context;
  const call = permit(context, access['callBack:promise'], await callById(tx, helplineId, callId));
  refuseUnless(
    mayWriteCall(actor, call),
    'conflict',
    'The time for writing about this shift is over, so nothing can be promised in it any more.',
  );
  return call;
}

/**
 * The agreed time with the shift that rings, and until when its number is kept. `before`: what is changed. Refuses a time that cannot
 * be kept.
 */
export async function agreedTime(
  context: Context,
  fields: Fields<'callBack:promise'>,
  before: CallBack | null,
) {
  const { actor, tx, helplineId, now } = context;
  const [from, until] = [new Date(fields.from), new Date(fields.until)];
  const minutes = (until.getTime() - from.getTime()) / 60_000;
  refuseUnless(
    minutes >= shortestWindowMinutes,
    'conflict',
    `The time has to be at least ${shortestWindowMinutes} minutes long, so that there is time to ring.`,
  );
  refuseUnless(until > now, 'conflict', 'This time is over already. Choose one that is still to come.');
  refuseUnless(
    from.getTime() <= now.getTime() + promiseDays * 86_400_000,
    'conflict',
    `A call back can be promised for the next ${promiseDays} days.`,
  );
  const around = await shiftsAround(tx, helplineId, from, until);
  const mine = around.find(({ places }) => places.some(({ personId }) => personId === actor.id));
  const shift = mine ?? around[0];
  refuseUnless(shift, 'conflict', 'The line is not open for all of that time. Choose a time in which it is.');
  refuseUnless(!fields.forMe || mine, 'conflict', 'You are not on shift then. Choose “Whoever is on”.');
  const numberUntil = await numberKeptUntil(context, fields, before);
  refuseUnless(
    numberUntil === null || until <= numberUntil,
    'conflict',
    `A number is kept here for ${numberHours} hours at most. Choose an earlier time, or leave the number in the kit phone’s list.`,
  );
  return { from, until, toShiftId: shift.id, numberUntil };
}

/** When the number is erased at the latest; null where none is kept. */
async function numberKeptUntil(
  { tx, helplineId, now }: Context,
  { reachOn, keepsNumber }: Fields<'callBack:promise'>,
  before: CallBack | null,
): Promise<Date | null> {
  if (reachOn !== undefined) {
    const { callBackNumbers } = await helplineById(tx, helplineId);
    refuseUnless(
      callBackNumbers,
      'conflict',
      'This helpline keeps no numbers here. Leave it out: the number is in the kit phone’s list.',
    );
    return new Date(now.getTime() + numberHours * 3_600_000);
  }
  if (!keepsNumber) return null;
  refuseUnless(
    before?.numberUntil,
    'conflict',
    'The number is not kept here any more. Give it again, or save the time without it.',
  );
  return new Date(before.numberUntil);
}
