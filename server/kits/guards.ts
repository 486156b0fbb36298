import { access } from '#shared/access';
import type { Kit, kitCommands } from '#shared/kits';
import { isA } from '#shared/viewer';
import { refuseUnless, type Context } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { personById } from '../people/queries.ts';
import { kitById } from './queries.ts';

/** Asks the permission for this bag; refuses `conflict` once it is retired. */
export async function kitFor(
  context: Context,
  command: Exclude<keyof typeof kitCommands, 'kit:add'>,
  kitId: string,
): Promise<Kit> {
  const { tx, helplineId } = context;
  const kit = permit(context, access[command], await kitById(tx, helplineId, kitId));
  refuseUnless(kit.retiredAt === null, 'conflict', 'This bag is not in use any more.');
  return kit;
}

/** Refuses who cannot have a bag: `not-found` where there is no such person, `conflict` where they are suspended or neither supporter nor manager. */
export async function refuseUnlessMayHold({ tx, helplineId }: Context, personId: string): Promise<void> {
  const person = await personById(tx, helplineId, personId);
  refuseUnless(person, 'not-found', 'This person is not here any more. Choose somebody else.');
  refuseUnless(
    person.suspendedAt === null && (isA(person, 'supporter') || isA(person, 'manager')),
    'conflict',
    `${person.firstName} cannot have the bag. Choose somebody else.`,
  );
}
