import type { GatheringKind } from '#shared/gatherings';
import type { Client } from './client.ts';
import { newId, type Helpline } from './helpline.ts';
import type { Does } from './does.ts';

type Clients = Record<'ana' | 'mo' | 'sue', Client>;

/** A one-to-one with its record, a team meeting that Ana cannot come to, and a group supervision that is moved and cancelled. */
export async function busyGatherings(does: Does, { ids, clock }: Helpline, { ana, mo, sue }: Clients) {
  const inMinutes = (minutes: number) => new Date(clock.now().getTime() + minutes * 60_000).toISOString();
  const plan = async (who: Client, kind: GatheringKind, more: { withId?: string } = {}) => {
    const gatheringId = newId();
    const place = 'The room above the library';
    const when = { startsAt: inMinutes(1), minutes: 60, place };
    await does(who, 'gathering:plan', { gatheringId, kind, ...when, ...more });
    return gatheringId;
  };
  const [pair, team, group] = [
    await plan(mo, 'one-to-one', { withId: ids.ana }),
    await plan(mo, 'team'),
    await plan(sue, 'group'),
  ];
  await does(ana, 'gathering:say', { gatheringId: pair, answer: 'coming' });
  await does(ana, 'gathering:say', { gatheringId: team, answer: 'cannot' });
  await does(sue, 'gathering:move', { gatheringId: group, startsAt: inMinutes(90), minutes: 90 });
  await bring();

  const struck = newId();
  const line = { gatheringId: pair, section: 'to-learn', words: 'Silences' } as const;
  await does(ana, 'gathering:write', { ...line, lineId: newId() });
  await does(mo, 'gathering:write', { ...line, lineId: struck });
  await does(mo, 'gathering:strike', { lineId: struck });
  clock.advance({ minutes: 2 });
  const followUp = { followUpId: newId(), forId: ids.ana };
  const agreed = [{ lineId: newId(), words: 'Read the page on silences', followUp }];
  await does(mo, 'gathering:agreed', { gatheringId: pair, agreed });
  for (const gatheringId of [pair, team]) await does(mo, 'gathering:hold', { gatheringId });
  await does(ana, 'gathering:confirm', { gatheringId: pair });
  await does(ana, 'gathering:caughtUp', { gatheringId: team });
  await does(sue, 'gathering:cancel', { gatheringId: group });

  /** One thing stays on Ana’s list, one is brought to the group, one is taken back, and one is gone. */
  async function bring() {
    const [alone, brought, back, gone] = [newId(), newId(), newId(), newId()];
    for (const toBringId of [alone, brought, back, gone])
      await does(ana, 'toBring:add', { toBringId, words: 'A call that stays with me' });
    const share = { gatheringId: group, lineId: newId(), named: true };
    await does(ana, 'toBring:share', { toBringId: brought, ...share });
    await does(ana, 'toBring:share', { toBringId: back, gatheringId: pair, lineId: newId() });
    await does(ana, 'toBring:takeBack', { toBringId: back });
    await does(ana, 'toBring:remove', { toBringId: gone });
  }
}
