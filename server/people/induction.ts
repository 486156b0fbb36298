import type { inductionCommands } from '#shared/induction';
import { isA } from '#shared/viewer';
import { helplineById } from '../helpline/queries.ts';
import { endOfDay, wallClockAt } from '../helpline/wall-clock.ts';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import { refuseUnless, type Context, type Handlers } from '../platform/live/commands/command.ts';
import { tellAboutPerson } from '../updates/tell.ts';
import { personToManage } from './managing.ts';
import { changePerson } from './queries.ts';
import type { PeopleReactions } from './reactions.ts';

type HasPlaces = Pick<PeopleReactions, 'hasPlaceWithin'>;
type Reactions = HasPlaces & Pick<PeopleReactions, 'inductionChanged'>;

export const inductionHandlers = (reactions: Reactions): Handlers<keyof typeof inductionCommands> => ({
  async 'person:induction'({ personId, induction }, context) {
    const { actor, tx, version, announce } = context;
    const person = await personToManage(context, 'person:induction', personId);
    refuseUnless(
      isA(person, 'supporter') && person.suspendedAt === null,
      'conflict',
      `An induction is for supporters. ${person.firstName} takes no shifts now.`,
    );
    if (induction) await refuseUnlessPossible(context, person, induction, reactions);
    if (JSON.stringify(induction) === JSON.stringify(person.induction)) return;

    const changed = await changePerson(tx, personId, { version, induction });
    announce('person:changed', changed);
    await reactions.inductionChanged(context, changed);
    await recordAudit(context, induction ? 'induction-set' : 'induction-ended', personId);
    const to = personId === actor.id ? [] : [personId];
    await tellAboutPerson(context, { to, kind: 'induction-changed', by: actor.id, aboutId: personId });
  },
});

/** Refuses `conflict` for days in the wrong order or over, and while the person has a place in a shift before it ends. */
async function refuseUnlessPossible(
  { tx, helplineId, now }: Context,
  { id, firstName }: { id: string; firstName: string },
  { from, until }: { from: string; until: string },
  { hasPlaceWithin }: HasPlaces,
): Promise<void> {
  refuseUnless(from <= until, 'conflict', 'The last day is before the first. Choose a later last day.');
  const { timeZone } = await helplineById(tx, helplineId);
  refuseUnless(
    until >= wallClockAt(now, timeZone).day,
    'conflict',
    'The last day is over already. Choose a later one.',
  );
  refuseUnless(
    !(await hasPlaceWithin(tx, id, { from: now, to: endOfDay(until, timeZone) })),
    'conflict',
    `${firstName} has a place in a shift before the induction ends. Take them off it first.`,
  );
}
