import type { Person } from '#shared/people';
import { shortRestAround } from '#shared/rest';
import type { Shift } from '#shared/shifts';
import { helplineById } from '../helpline/queries.ts';
import { refuseUnless, type Context } from '../platform/live/commands/command.ts';
import { placedShiftsOf } from './placed-queries.ts';

/**
 * Whether placing this person breaks the rest rule. Refuses `conflict` if it does and the sender did not say so, or said so without
 * words for the person.
 */
export async function refuseUnlessRested(
  { tx, helplineId }: Context,
  shift: Shift,
  { id, firstName }: Person,
  { despite, words }: { despite: 'rest' | undefined; words: string | undefined },
): Promise<{ isBroken: boolean }> {
  const { restHours } = await helplineById(tx, helplineId);
  const others = await placedShiftsOf(tx, [id], around(shift));
  const short = shortRestAround(shift, others, restHours);
  if (!short) return { isBroken: false };
  const hours = Math.floor(short.ms / 360_000) / 10;
  const which = short.isBefore ? 'their shift before this one' : 'their shift after this one';
  refuseUnless(
    despite === 'rest',
    'conflict',
    `The rest rule: only ${hours} ${hours === 1 ? 'hour lies' : 'hours lie'} between this and ${which}. It asks for ${restHours}. Choose somebody else, or say why it has to be ${firstName}.`,
  );
  refuseUnless(words, 'conflict', `Write in a few words why it has to be ${firstName}. They read it.`);
  return { isBroken: true };
}

/** No rest rule reaches further than a day, and no shift is longer than one. */
export const around = ({ startsAt, endsAt }: Pick<Shift, 'startsAt' | 'endsAt'>) => ({
  from: new Date(Date.parse(startsAt) - 86_400_000),
  to: new Date(Date.parse(endsAt) + 86_400_000),
});
