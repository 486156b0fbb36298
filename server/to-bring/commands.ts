import { access } from '#shared/access';
import { gatheringAsSeenBy, isInvited, takesLines } from '#shared/gathering-rules';
import { mostToBring, type ToBring, type toBringCommands } from '#shared/to-bring';
import { insertGatheringLines, strikeLine } from '../gatherings/line-queries.ts';
import { refuseIfFull, takeBackConfirmed } from '../gatherings/guards.ts';
import { gatheringById } from '../gatherings/queries.ts';
import { newLine } from '../gatherings/writing.ts';
import { personById } from '../people/queries.ts';
import { refuseUnless, type Context, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { changeToBring, countToBring, insertToBring, toBringById } from './queries.ts';

export const toBringHandlers: Handlers<keyof typeof toBringCommands> = {
  async 'toBring:add'({ toBringId, words, about }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    permit(context, access['toBring:add']);
    refuseUnless(
      (await countToBring(tx, actor.id)) < mostToBring,
      'conflict',
      'Your list is full. Take something off it first.',
    );

    const added = { id: toBringId, helplineId, version, personId: actor.id, words, about, at: now };
    announce('toBring:changed', await insertToBring(tx, added));
  },

  async 'toBring:share'({ toBringId, gatheringId, lineId, named }, context) {
    const { actor, tx, version, helplineId, announce } = context;
    const { words, gatheringId: before } = await toBringFor(context, 'toBring:share', toBringId);
    refuseUnless(before === null, 'conflict', 'You have brought this already.');
    const gathering = await gatheringById(tx, helplineId, gatheringId);
    refuseUnless(
      gathering && gatheringAsSeenBy(actor, gathering) && isInvited(actor, gathering),
      'not-found',
    );
    refuseUnless(takesLines(gathering, 'brought'), 'conflict', 'It has taken place. Choose another one.');
    await refuseIfFull(context, gatheringId, 1);

    const byName = named ? (await personById(tx, helplineId, actor.id))!.firstName : null;
    const line = newLine(context, gathering, { id: lineId, section: 'brought', words, byName });
    for (const brought of await insertGatheringLines(tx, [line])) announce('gatheringLine:changed', brought);
    await takeBackConfirmed(context, gathering);
    announce('toBring:changed', await changeToBring(tx, toBringId, { version, gatheringId, lineId }));
  },

  async 'toBring:takeBack'({ toBringId }, context) {
    const { tx, version, helplineId, announce } = context;
    const { gatheringId, lineId } = await toBringFor(context, 'toBring:takeBack', toBringId);
    const gathering = gatheringId && (await gatheringById(tx, helplineId, gatheringId));
    refuseUnless(gathering && lineId, 'conflict', 'This is on your list alone already.');
    refuseUnless(gathering.state !== 'held', 'conflict', 'It has taken place, so this stays there.');

    announce('gatheringLine:changed', await strikeLine(tx, lineId, version));
    const alone = { version, gatheringId: null, lineId: null };
    announce('toBring:changed', await changeToBring(tx, toBringId, alone));
  },

  async 'toBring:remove'({ toBringId }, context) {
    const { tx, version, announce } = context;
    const { removed } = await toBringFor(context, 'toBring:remove', toBringId);
    if (removed) return;

    const gone = { version, removed: true, words: '', about: null };
    announce('toBring:changed', await changeToBring(tx, toBringId, gone));
  },
};

async function toBringFor(
  context: Context,
  command: Exclude<keyof typeof toBringCommands, 'toBring:add'>,
  toBringId: string,
): Promise<ToBring> {
  const { tx, helplineId } = context;
  const toBring = permit(context, access[command], await toBringById(tx, helplineId, toBringId));
  refuseUnless(
    !toBring.removed || command === 'toBring:remove',
    'conflict',
    'You have taken this off your list.',
  );
  return toBring;
}
