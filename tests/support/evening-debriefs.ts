import { newId, type Helpline } from './helpline.ts';
import type { Client } from './client.ts';
import type { Does } from './does.ts';

type Clients = Record<'ana' | 'ben' | 'mo' | 'nan' | 'sue', Client>;
/** What is asked for, answered and agreed on an evening with two calls behind it, and how heavy it was. */
export async function busyDebriefs(
  does: Does,
  { ids, shiftId }: Pick<Helpline, 'ids' | 'shiftId'>,
  { ana, ben, mo, nan, sue }: Clients,
  [first, second]: [string, string],
) {
  const about = { urgency: 'next-day-or-two' as const, callIds: [second] };
  const time = (days: number) => new Date(ana.welcome.now + days * 86_400_000).toISOString();
  await heldToTheEnd();
  await withdrawnAndShared();
  await handedBackAndWidened();
  await bySupervisor();
  await howHeavy();

  async function heldToTheEnd() {
    const debriefId = newId();
    const [line, reply, followUpId] = [newId(), newId(), newId()];
    const ask = {
      debriefId,
      urgency: 'now' as const,
      note: 'Hard.',
      way: 'phone' as const,
      callIds: [first],
    };
    await does(ana, 'debrief:ask', ask);
    await does(mo, 'debrief:seen', { debriefId });
    await does(mo, 'debrief:accept', { debriefId });
    await does(mo, 'debrief:offer', { debriefId, for: time(1) });
    await does(ana, 'debrief:askOtherTime', { debriefId, words: 'I sleep late.' });
    await does(mo, 'debrief:offer', { debriefId, for: time(2) });
    await does(ana, 'debrief:agree', { debriefId });
    await does(ana, 'debrief:sendMessage', { debriefId, lineId: line, body: 'Ring me, please.' });
    await does(mo, 'debrief:messageSeen', { lineId: line });
    await does(mo, 'debrief:sendMessage', { debriefId, lineId: reply, body: 'I will.' });
    await does(mo, 'debrief:hold', { debriefId });
    const followUp = { followUpId, words: 'Ask again next week.', dueOn: time(7).slice(0, 10) };
    const closing = { whatHelped: 'Saying it once.', bringToSupervision: true, followUp };
    await does(mo, 'debrief:close', { debriefId, ...closing });
    await does(ana, 'debrief:supervision', { debriefId, agreed: true });
    await does(mo, 'followUp:done', { followUpId });
    await does(mo, 'followUp:reopen', { followUpId });
  }

  async function withdrawnAndShared() {
    const [takenBack, shared, notAnyMore] = [newId(), newId(), newId()];
    await does(ana, 'debrief:ask', { debriefId: takenBack, urgency: 'before-i-finish', note: 'A lot.' });
    await does(ana, 'debrief:withdraw', { debriefId: takenBack });
    for (const debriefId of [shared, notAnyMore]) {
      await does(ana, 'debrief:ask', { debriefId, urgency: 'keep-for-supervision' });
      await does(ana, 'debrief:share', { debriefId, shared: true });
    }
    await does(ana, 'debrief:share', { debriefId: notAnyMore, shared: false });
  }

  async function handedBackAndWidened() {
    const debriefId = newId();
    await does(ben, 'debrief:ask', { ...about, debriefId, managerId: ids.nan });
    await does(nan, 'debrief:accept', { debriefId });
    await does(ben, 'debrief:sendMessage', { debriefId, lineId: newId(), body: 'Thank you.' });
    await does(nan, 'debrief:handBack', { debriefId });
    await does(ben, 'debrief:widen', { debriefId });
    await does(mo, 'debrief:accept', { debriefId });
  }

  async function bySupervisor() {
    const [taken, widened] = [newId(), newId()];
    await does(ana, 'debrief:ask', { ...about, debriefId: taken, managerId: ids.sue });
    await does(sue, 'debrief:accept', { debriefId: taken });
    await does(ana, 'debrief:ask', { ...about, debriefId: widened, managerId: ids.sue });
    await does(ana, 'debrief:widen', { debriefId: widened });
  }

  async function howHeavy() {
    const told = { checkInId: newId(), shiftId, heaviness: 'full' as const };
    await does(ana, 'checkIn:tell', { ...told, sharedWith: 'partner' });
    await does(ana, 'checkIn:tell', { ...told, heaviness: 'heavy', sharedWith: 'managers' });
    await does(ben, 'checkIn:tell', { ...told, checkInId: newId(), sharedWith: 'partner' });
    const comingIn = { checkInId: newId(), shiftId, when: 'start', said: 'tired' } as const;
    await does(ana, 'checkIn:tell', { ...comingIn, sharedWith: 'partner' });
    await does(ana, 'checkIn:wentWell', { checkInId: newId(), shiftId, words: 'She laughed at the end.' });
    await does(ben, 'checkIn:tell', { ...told, checkInId: newId(), heaviness: 'all-out' });
    await does(ben, 'checkIn:askAgain', { checkInId: newId(), shiftId, ask: true });
  }
}
