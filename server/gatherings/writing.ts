import { access } from '#shared/access';
import type { gatheringCommands } from '#shared/gathering-commands';
import { takesLines } from '#shared/gathering-rules';
import { sectionsOf, type Gathering, type GatheringSection } from '#shared/gatherings';
import { insertFollowUps } from '../follow-ups/queries.ts';
import { refuseUnless, type Context, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { tellOfTasks } from '../updates/tell.ts';
import { invitedTo, refuseIfConfirmed, refuseIfFull, takeBackConfirmed } from './guards.ts';
import {
  countWrittenSince,
  gatheringLineById,
  insertGatheringLines,
  strikeBrought,
  strikeLine,
  type NewLine,
} from './line-queries.ts';
import { changeGathering, gatheringById } from './queries.ts';

type Writing = 'gathering:write' | 'gathering:strike' | 'gathering:agreed' | 'gathering:confirm';

/** What is written in a gathering. */
export const writingHandlers: Handlers<keyof Pick<typeof gatheringCommands, Writing>> = {
  async 'gathering:write'({ gatheringId, lineId, section, words }, context) {
    const { tx, announce } = context;
    const gathering = await toWriteIn(context, 'gathering:write', gatheringId, section);
    refuseUnless(takesLines(gathering, section), 'conflict', 'It has taken place, so nothing is added here.');
    await refuseIfFull(context, gatheringId, 1);

    const line = newLine(context, gathering, { id: lineId, section, words });
    for (const written of await insertGatheringLines(tx, [line])) announce('gatheringLine:changed', written);
    await takeBackConfirmed(context, gathering);
  },

  async 'gathering:strike'({ lineId }, context) {
    const { tx, version, helplineId, announce } = context;
    const found = await gatheringLineById(tx, helplineId, lineId);
    const line = permit(context, access['gathering:strike'], found);
    const gathering = (await gatheringById(tx, helplineId, line.gatheringId))!;
    refuseIfConfirmed(gathering);
    refuseUnless(
      line.section !== 'agreed',
      'conflict',
      'What was agreed stays. Agree on something new instead.',
    );
    refuseUnless(line.section !== 'brought', 'conflict', 'Take this back on your own list.');
    if (line.struck) return;

    announce('gatheringLine:changed', await strikeLine(tx, lineId, version));
    await takeBackConfirmed(context, gathering);
  },

  async 'gathering:agreed'({ gatheringId, agreed }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    const gathering = await toWriteIn(context, 'gathering:agreed', gatheringId, 'agreed');
    const hasBegun = Date.parse(gathering.startsAt) <= now.getTime();
    refuseUnless(hasBegun, 'conflict', 'It has not begun yet. Until then, write it down to be talked about.');
    const invited = new Set(await invitedTo(context, gathering));
    const tasks = agreed.flatMap(({ words, followUp }) => (followUp ? [{ ...followUp, words }] : []));
    refuseUnless(
      tasks.every(({ forId }) => invited.has(forId)),
      'not-found',
      'Somebody named here is not here any more. Choose somebody else, or nobody.',
    );
    await refuseIfFull(context, gatheringId, agreed.length);

    const lines = agreed.map(({ lineId: id, words }) =>
      newLine(context, gathering, { id, words, section: 'agreed' }),
    );
    for (const line of await insertGatheringLines(tx, lines)) announce('gatheringLine:changed', line);
    const rows = tasks.map(({ followUpId, ...task }) =>
      newTask(context, gathering, { ...task, id: followUpId }),
    );
    for (const followUp of await insertFollowUps(tx, rows)) announce('followUp:changed', followUp);
    const followUpIds = [...gathering.followUpIds, ...rows.map(({ id }) => id)];
    const change = { version, followUpIds, confirmedIds: [] };
    announce('gathering:changed', await changeGathering(tx, helplineId, gatheringId, change));
    const to = [...new Set(tasks.map(({ forId }) => forId))].filter((id) => id !== actor.id);
    await tellOfTasks(context, { to, by: actor.id, gatheringId });
  },

  async 'gathering:confirm'({ gatheringId, basedOn }, context) {
    const { actor, tx, version, helplineId, announce } = context;
    const found = await gatheringById(tx, helplineId, gatheringId);
    const { kind, state, confirmedIds } = permit(context, access['gathering:confirm'], found);
    refuseUnless(state === 'held', 'conflict', 'It has not taken place yet.');
    if (confirmedIds.includes(actor.id)) return;
    const unread = basedOn === undefined ? 0 : await countWrittenSince(tx, gatheringId, actor.id, basedOn);
    refuseUnless(unread === 0, 'conflict', 'Something was written meanwhile. Read it, then say so again.');

    const change = { version, confirmedIds: [...confirmedIds, actor.id] };
    announce('gathering:changed', await changeGathering(tx, helplineId, gatheringId, change));
    if (kind !== 'group') return;
    for (const line of await strikeBrought(tx, gatheringId, version)) announce('gatheringLine:changed', line);
  },
};

/** The gathering, if the actor writes in this section of it and it is not confirmed. */
async function toWriteIn(
  context: Context,
  command: 'gathering:write' | 'gathering:agreed',
  gatheringId: string,
  section: GatheringSection,
): Promise<Gathering> {
  const found = await gatheringById(context.tx, context.helplineId, gatheringId);
  const { gathering } = permit(context, access[command], found && { gathering: found, section });
  refuseUnless(
    sectionsOf[gathering.kind].includes(section),
    'conflict',
    'There is no such part in this kind of meeting.',
  );
  refuseIfConfirmed(gathering);
  return gathering;
}

/** A line of the actor’s, to insert. */
export const newLine = (
  { actor, helplineId, version, now }: Context,
  { id: gatheringId, kind, ledBy, withId }: Gathering,
  line: Pick<NewLine, 'id' | 'section' | 'words' | 'byName'>,
): NewLine => ({
  ...line,
  ...{ helplineId, version, gatheringId, kind, by: actor.id, at: now },
  between: kind === 'one-to-one' && withId ? [ledBy, withId] : [],
});

/** Of a one-to-one both see it, whoever is to do it. */
const newTask = (
  { actor, helplineId, version, now }: Context,
  { kind, ledBy, withId }: Gathering,
  task: { id: string; forId: string; words: string },
) => ({
  ...task,
  ...{ helplineId, version, source: 'gathering' as const, raisedBy: actor.id, raisedAt: now },
  withId: kind === 'one-to-one' ? (task.forId === ledBy ? withId : ledBy) : null,
});
