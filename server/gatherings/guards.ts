import { isConfirmed, leadingRole } from '#shared/gathering-rules';
import { mostGatheringLines, type Gathering, type GatheringKind } from '#shared/gatherings';
import { isA } from '#shared/viewer';
import { helplineById, setHelpline } from '../helpline/queries.ts';
import { wallClockAt } from '../helpline/wall-clock.ts';
import { peopleOf, peopleWhoAre, personById } from '../people/queries.ts';
import { refuseUnless, type Change, type Context } from '../platform/live/commands/command.ts';
import { countLinesBy } from './line-queries.ts';
import { changeGathering } from './queries.ts';

/** The supporter of a one-to-one, who is not suspended; null for a meeting. Refuses everybody else as not found. */
export async function otherOf(
  { actor, tx, helplineId }: Context,
  kind: GatheringKind,
  withId: string | undefined,
): Promise<string | null> {
  refuseUnless((kind === 'one-to-one') === (withId !== undefined), 'malformed');
  if (withId === undefined) return null;
  const person = await personById(tx, helplineId, withId);
  refuseUnless(person && isA(person, 'supporter') && person.suspendedAt === null, 'not-found');
  refuseUnless(withId !== actor.id, 'conflict', 'A one-to-one is with somebody else.');
  return withId;
}

/** Everybody who is invited, without those who are suspended. */
export async function invitedTo({ tx, helplineId }: Change, gathering: Gathering): Promise<string[]> {
  const { kind, ledBy, withId } = gathering;
  const people =
    kind === 'one-to-one'
      ? (await peopleOf(tx, helplineId)).filter(({ id }) => id === ledBy || id === withId)
      : await peopleWhoAre(tx, helplineId, 'supporter', leadingRole[kind]);
  return people.filter(({ suspendedAt }) => suspendedAt === null).map(({ id }) => id);
}

export const othersOf = async (context: Context, gathering: Gathering): Promise<string[]> =>
  (await invitedTo(context, gathering)).filter((id) => id !== context.actor.id);

export function refuseUnlessPlanned({ state }: Gathering): void {
  refuseUnless(state !== 'cancelled', 'conflict', 'This was cancelled.');
  refuseUnless(state !== 'held', 'conflict', 'This has taken place already.');
}

export function refuseUnlessAhead(startsAt: string, now: Date): void {
  refuseUnless(Date.parse(startsAt) > now.getTime(), 'conflict', 'This time is over. Choose a later one.');
}

export function refuseIfConfirmed(gathering: Gathering): void {
  refuseUnless(gathering.state !== 'cancelled', 'conflict', 'This was cancelled.');
  refuseUnless(
    !isConfirmed(gathering),
    'conflict',
    'What is written here was confirmed, and stays as it is.',
  );
}

/** Refuses `conflict` where the actor has no room for so many lines more. */
export async function refuseIfFull({ actor, tx }: Context, gatheringId: string, more: number): Promise<void> {
  refuseUnless(
    (await countLinesBy(tx, gatheringId, actor.id)) + more <= mostGatheringLines,
    'conflict',
    'That is as much as can be saved here by one person. Take something out first.',
  );
}

/** A change of what is written takes back who has confirmed it. */
export async function takeBackConfirmed(context: Context, { id, confirmedIds }: Gathering): Promise<void> {
  if (confirmedIds.length === 0) return;
  const { tx, helplineId, version, announce } = context;
  announce('gathering:changed', await changeGathering(tx, helplineId, id, { version, confirmedIds: [] }));
}

/** Keeps the days of the last and the next group supervision, from which themes are collected. */
export async function setSupervisionDays(
  { tx, helplineId, version, announce }: Context,
  { kind, startsAt, state }: Gathering,
): Promise<void> {
  if (kind !== 'group') return;
  const { timeZone, lastSupervisionOn, nextSupervisionOn } = await helplineById(tx, helplineId);
  const { day } = wallClockAt(new Date(startsAt), timeZone);
  const last =
    state === 'held' && (lastSupervisionOn === null || lastSupervisionOn < day) ? day : lastSupervisionOn;
  const isLater = nextSupervisionOn !== null && nextSupervisionOn > day;
  const next = state === 'planned' ? day : isLater ? nextSupervisionOn : null;
  const days = { lastSupervisionOn: last, nextSupervisionOn: next };
  announce('helpline:changed', await setHelpline(tx, helplineId, { ...days, version }));
}
