import { randomBytes } from 'node:crypto';
import type { GatheringKind } from '#shared/gatherings';
import { hex } from '../support/evening.ts';
import { directoryVersion, exampleService } from '../support/evening-directory.ts';
import { planTexts, versionOf } from '../support/evening-plans.ts';
import { manualVersion } from '../support/evening-manual.ts';
import { expectOk, newId } from '../support/helpline.ts';
import { goodService } from '../support/open-referral.ts';
import { differencesOf, listWithFile, switchOn } from '../support/reading-lists.ts';
import { meetingsOf } from '../support/meetings.ts';
import { seriesOf } from '../support/series.ts';
import type { World } from './actors.ts';

/** Situations that commands are tried in. Each returns the fields that name what it is about. */

export const shift = ({ shiftId }: World) => Promise.resolve(() => ({ shiftId }));

/** The owner is on it. */
export async function call({ as }: World): Promise<string> {
  const callId = newId();
  await expectOk((await as('owner')).send('call:start', { callId }));
  return callId;
}

export async function activeCall(world: World) {
  const callId = await call(world);
  return () => ({ callId });
}

export async function endedCall(world: World) {
  const callId = await call(world);
  await expectOk((await world.as('owner')).send('call:end', { callId }));
  return () => ({ callId });
}

export async function earlierTonight({ as, shiftId }: World) {
  const now = (await as('owner')).welcome.now;
  const at = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
  return () => ({ callId: newId(), shiftId, startedAt: at(30), endedAt: at(20) });
}

/** A time within the shift that is on. */
export const laterTonight = ({ welcome }: { welcome: { now: number } }) => ({
  from: new Date(welcome.now + 60 * 60_000).toISOString(),
  until: new Date(welcome.now + 120 * 60_000).toISOString(),
});

/** The owner promised to ring back later tonight. */
export async function promised(world: World) {
  const { callId } = (await endedCall(world))();
  const callBackId = newId();
  const owner = await world.as('owner');
  const agreed = { callBackId, callId, ...laterTonight(owner), words: 'Words', forMe: true };
  await expectOk(owner.send('callBack:promise', agreed));
  return () => ({ callBackId });
}

export async function missedCall({ as }: World) {
  const missedCallId = newId();
  await expectOk((await as('owner')).send('missedCall:note', { missedCallId }));
  return () => ({ missedCallId });
}

/** Covered, and asking for an answer. */
export async function messageToOwner({ as }: World) {
  const messageId = newId();
  const message = { messageId, body: 'Words', covered: true, asks: true };
  await expectOk((await as('partner')).send('message:send', message));
  return () => ({ messageId });
}

export async function signal({ as }: World) {
  const signalId = newId();
  await expectOk((await as('owner')).send('signal:raise', { signalId, kind: 'support-now' }));
  return () => ({ signalId });
}

/** The owner asked the manager on call by name. */
export const debrief =
  (until: 'asked' | 'accepted' | 'offered' | 'proposed') =>
  async ({ as, ids }: World) => {
    const debriefId = newId();
    const [owner, manager] = await Promise.all([as('owner'), as('namedManager')]);
    const asked = { debriefId, urgency: 'before-i-finish', managerId: ids.namedManager } as const;
    await expectOk(owner.send('debrief:ask', asked));
    if (until === 'asked') return () => ({ debriefId });
    await expectOk(manager.send('debrief:accept', { debriefId }));
    if (until === 'offered')
      await expectOk(manager.send('debrief:offer', { debriefId, for: '2027-01-01T20:00:00.000Z' }));
    if (until === 'proposed')
      await expectOk(manager.send('debrief:close', { debriefId, bringToSupervision: true }));
    return () => ({ debriefId });
  };

export async function debriefMessageToOwner(world: World) {
  const { debriefId } = (await debrief('accepted')(world))();
  const lineId = newId();
  const manager = await world.as('namedManager');
  await expectOk(manager.send('debrief:sendMessage', { debriefId, lineId, body: 'Words' }));
  return () => ({ lineId });
}

/** Agreed between the owner and the manager on call, who is to do it. */
export async function agreedFollowUp(world: World) {
  const { debriefId } = (await debrief('accepted')(world))();
  const followUpId = newId();
  const followUp = { followUpId, words: 'Words', dueOn: null };
  await expectOk((await world.as('namedManager')).send('debrief:close', { debriefId, followUp }));
  return () => ({ followUpId });
}

/** The owner wants a manager to look at a call before the next shift. */
export async function callToLookAt(world: World) {
  const { callId } = (await endedCall(world))();
  const changes = { responseNeeded: 'manager-before-next-shift' } as const;
  const [owner, manager] = await Promise.all([world.as('owner'), world.as('namedManager')]);
  await expectOk(owner.send('call:note', { callId, changes }));
  const { id: followUpId } = await manager.hears('followUp:changed');
  return () => ({ followUpId });
}

/** The owner raised it about their own call; the supervisor has it from `taken` on. */
export const flag = (until: 'waiting' | 'taken' | 'asked') => async (world: World) => {
  const callId = await call(world);
  const flagId = newId();
  const [owner, supervisor] = await Promise.all([world.as('owner'), world.as('supervisor')]);
  await expectOk(owner.send('flag:raise', { flagId, callId, reason: 'safeguarding' }));
  if (until !== 'waiting') await expectOk(supervisor.send('flag:take', { flagId }));
  if (until === 'asked') await expectOk(supervisor.send('flag:ask', { flagId, question: 'Words' }));
  return () => ({ flagId });
};

/** The manager on call asks to read what the pair of tonight wrote; another manager confirms, and ends it from `shut` on. */
export const breakGlass = (until: 'asked' | 'open' | 'shut') => async (world: World) => {
  const breakGlassId = newId();
  const [first, second] = await Promise.all([world.as('namedManager'), world.as('otherManager')]);
  const reason = 'An ambulance crew asks what was said.';
  await expectOk(first.send('breakGlass:ask', { breakGlassId, shiftId: world.shiftId, reason }));
  if (until !== 'asked') await expectOk(second.send('breakGlass:confirm', { breakGlassId }));
  if (until === 'shut') await expectOk(second.send('breakGlass:end', { breakGlassId }));
  return () => ({ breakGlassId });
};

/** The owner hands over one line about tonight to a later shift, in which somebody without a shift tonight is; not yet finished unless `finished`. */
export const handedOver =
  (until: 'line' | 'finished') =>
  async ({ as, helpline, shiftId }: World) => {
    await helpline.addShift(20, 24, ['cai']);
    const owner = await as('owner');
    const lineId = newId();
    await expectOk(owner.send('handover:line', { lineId, shiftId, kind: 'keep-in-mind', words: 'Words' }));
    if (until === 'finished') await expectOk(owner.send('handover:finish', { shiftId }));
    return { lineId, shiftId };
  };

/** A bag that the owner has; on its way to the partner from `given` on. */
export const kit =
  (until: 'held' | 'given') =>
  async ({ as, ids }: World) => {
    const kitId = newId();
    const [manager, owner] = await Promise.all([as('namedManager'), as('owner')]);
    await expectOk(manager.send('kit:add', { kitId, name: 'Words', items: [], holderId: ids.owner }));
    if (until === 'given') await expectOk(owner.send('kit:give', { kitId, toId: ids.partner }));
    return () => ({ kitId });
  };
/** The shift of the pair, which somebody without a shift may listen to, as they are in their induction. */
export async function learning({ as, ids, shiftId }: World) {
  const induction = { from: '2026-11-02', until: '2099-11-29' };
  const manager = await as('namedManager');
  await expectOk(manager.send('person:induction', { personId: ids.offShift, induction }));
  return shiftId;
}

/** They have asked; from `agreed` on both of the pair have said yes. */
export const listening = (until: 'asked' | 'agreed') => async (world: World) => {
  const { as, ids } = world;
  const [listeningId, shiftId] = [newId(), await learning(world)];
  const asked = { listeningId, shiftId, personId: ids.offShift };
  await expectOk((await as('offShift')).send('listening:ask', asked));
  if (until === 'agreed')
    for (const actor of ['owner', 'partner'] as const)
      await expectOk((await as(actor)).send('listening:say', { listeningId, yes: true }));
  return listeningId;
};

/** A shift to which the owner could come. */
export async function ownersOffer({ as, helpline }: World) {
  const [offerId, shiftId] = [newId(), await helpline.addShift(64, 68)];
  await expectOk((await as('owner')).send('offer:make', { offerId, shiftId }));
  return () => ({ offerId });
}

/** Days on which the owner cannot come. */
export async function ownersAbsence({ as }: World) {
  const absenceId = newId();
  const days = { from: '2026-12-24', to: '2026-12-26' };
  await expectOk((await as('owner')).send('absence:add', { absenceId, ...days }));
  return () => ({ absenceId });
}

/** The owner asks one partner of theirs by name, who is not on tonight, to come in their place, and gets a yes. */
export const swap = (until: 'open' | 'needs-manager' | 'done') => async (world: World) => {
  const { as, helpline, ids } = world;
  const swapId = newId();
  await helpline.addShift(-60, -56, ['ana', 'cai']);
  const [from, to] = until === 'needs-manager' ? [10, 14] : [40, 44];
  const shiftId = await helpline.addShift(from, to, ['ana', 'ben']);
  const asked = { swapId, shiftId, kind: 'cover' as const, toId: ids.offShift };
  await expectOk((await as('owner')).send('swap:ask', asked));
  if (until !== 'open') await expectOk((await as('offShift')).send('swap:answer', { swapId, answer: 'yes' }));
  return () => ({ swapId });
};

/** A new word for the outcomes, which the manager on call has proposed, so that a supporter has to agree. */
export const listChange = async ({ as }: World) => {
  const changeId = newId();
  const manager = await as('namedManager');
  await expectOk(manager.send('list:add', { changeId, list: 'outcomes', words: 'Words' }));
  return () => ({ changeId });
};

/** The manager on call plans it, with the owner if it is a one-to-one; the supervisor a group supervision. From `begun` on its time has come. */
export const gathering =
  (kind: GatheringKind, until: 'planned' | 'begun' | 'held') =>
  async ({ as, ids, helpline: { clock } }: World) => {
    const gatheringId = newId();
    const leader = await as(kind === 'group' ? 'supervisor' : 'namedManager');
    const startsAt = new Date(clock.now().getTime() + 60_000).toISOString();
    const withId = kind === 'one-to-one' ? { withId: ids.owner } : {};
    await expectOk(leader.send('gathering:plan', { gatheringId, kind, startsAt, minutes: 60, ...withId }));
    if (until !== 'planned') clock.advance({ minutes: 2 });
    if (until === 'held') await expectOk(leader.send('gathering:hold', { gatheringId }));
    return () => ({ gatheringId });
  };

/** The owner wrote it in a one-to-one. */
export async function gatheringLine(world: World) {
  const { gatheringId } = (await gathering('one-to-one', 'planned')(world))();
  const lineId = newId();
  const line = { gatheringId, lineId, section: 'to-learn' as const, words: 'Words' };
  await expectOk((await world.as('owner')).send('gathering:write', line));
  return { gatheringId, lineId };
}

/** On the owner’s list; from `shared` on brought to a one-to-one. */
export const toBring = (until: 'alone' | 'shared') => async (world: World) => {
  const toBringId = newId();
  const { gatheringId } = (await gathering('one-to-one', 'planned')(world))();
  const owner = await world.as('owner');
  await expectOk(owner.send('toBring:add', { toBringId, words: 'Words' }));
  if (until === 'shared')
    await expectOk(owner.send('toBring:share', { toBringId, gatheringId, lineId: newId() }));
  return { toBringId, gatheringId };
};

/** A line of the owner; from `shared` on a copy of it that the manager on call reads. */
export const step = (until: 'alone' | 'shared') => async (world: World) => {
  const [stepId, copyId] = [newId(), newId()];
  const owner = await world.as('owner');
  await expectOk(owner.send('step:add', { stepId, kind: 'want', words: 'Words' }));
  if (until === 'alone') return { stepId };
  await expectOk(owner.send('step:share', { stepId, copyId, with: world.ids.namedManager }));
  return { stepId: copyId };
};

/** What the owner asks of the manager on call. */
export const reference = async ({ as, ids }: World) => {
  const stepId = newId();
  await expectOk(
    (await as('owner')).send('step:askReference', { stepId, with: ids.namedManager, words: '' }),
  );
  return () => ({ stepId });
};

/** A course with a certificate that the owner has taken. */
export async function training({ as }: World) {
  const trainingId = newId();
  const done = { trainingId, course: 'first-aid', on: '2026-11-02' } as const;
  await expectOk((await as('owner')).send('training:done', done));
  return () => ({ trainingId });
}

/** A meeting of the owner and the partner after their shift; from `agreed` on both have said yes, from `allowed` on the manager on call. */
export const meeting =
  (until: 'proposed' | 'agreed' | 'allowed' | 'over') =>
  async ({ as, helpline }: World) => {
    const [owner, partner, manager] = [await as('owner'), await as('partner'), await as('namedManager')];
    const meetings = meetingsOf(helpline);
    const proposal = meetings.fields(await meetings.switchedOn(manager), 300);
    const { meetingId } = proposal;
    await expectOk(owner.send('meeting:propose', proposal));
    if (until !== 'proposed') await expectOk(partner.send('meeting:agree', { meetingId }));
    if (until === 'allowed' || until === 'over')
      await expectOk(manager.send('meeting:allow', { meetingId, onCallId: helpline.ids.mo }));
    if (until === 'over') await expectOk(owner.send('meeting:over', { meetingId }));
    return () => ({ meetingId });
  };

/** Three to which both have said yes, one after the other: whoever decides one hides it from the other managers. */
export const meetingsToDecide = async ({ as, helpline }: World) => {
  const [owner, partner, manager] = [await as('owner'), await as('partner'), await as('namedManager')];
  const meetings = meetingsOf(helpline);
  const placeId = await meetings.switchedOn(manager);
  const proposals = [300, 420, 540].map((begins) => meetings.fields(placeId, begins));
  for (const proposal of proposals) {
    await expectOk(owner.send('meeting:propose', proposal));
    await expectOk(partner.send('meeting:agree', { meetingId: proposal.meetingId }));
  }
  let given = 0;
  return () => ({ meetingId: proposals[(given += 1) % proposals.length]!.meetingId });
};

/** A series of the owner and the partner; at `half` one of its two meetings took place. */
export const series =
  (until: 'offered' | 'active' | 'half') =>
  async ({ as, helpline }: World) => {
    const [ana, ben, mo] = [await as('owner'), await as('partner'), await as('namedManager')];
    const made = seriesOf(helpline);
    const one = await made.begun(until === 'offered' ? 'offered' : 'active', { ana, mo }, { most: 2 });
    if (until === 'half') await made.held(one, { ana, ben, mo });
    return () => ({ seriesId: one.seriesId });
  };

/** A place for meetings. */
export const meetingPlace = async ({ as, helpline }: World) => {
  const placeId = await meetingsOf(helpline).switchedOn(await as('namedManager'));
  return () => ({ placeId });
};

export const pageText = { chapter: 'On a call', title: 'Words', body: 'Ring [us](tel:02079460000).' };

/** The owner drafted it; the manager on call proposed it, another agreed, and it has to be read. */
export const page =
  (until: 'drafted' | 'proposed' | 'published' | 'to be read') =>
  async ({ as }: World) => {
    const pageId = newId();
    const [owner, first, second] = await Promise.all([as('owner'), as('namedManager'), as('otherManager')]);
    await expectOk(owner.send('page:draft', { pageId, ...pageText, basedOn: 0 }));
    const basedOn = async () => ({ pageId, basedOn: await manualVersion(first) });
    const asDrafted = await basedOn();
    if (until === 'drafted') return () => asDrafted;
    await expectOk(first.send('page:publish', { ...asDrafted, words: 'Words' }));
    const asProposed = await basedOn();
    if (until === 'proposed') return () => asProposed;
    await expectOk(second.send('page:agree', { pageId, number: 1 }));
    if (until === 'to be read') await expectOk(first.send('page:mustRead', { pageId, mustRead: true }));
    const asPublished = await basedOn();
    return () => asPublished;
  };

/** The owner proposed it, and the manager on call agreed; then the owner found its number wrong. */
export const service =
  (until: 'proposed' | 'published' | 'wrong') =>
  async ({ as }: World) => {
    const [serviceId, faultId] = [newId(), newId()];
    const [owner, manager] = await Promise.all([as('owner'), as('namedManager')]);
    const proposed = { serviceId, text: exampleService, words: 'Words', basedOn: 0 };
    await expectOk(owner.send('service:propose', proposed));
    if (until !== 'proposed') await expectOk(manager.send('service:agree', { serviceId, number: 1 }));
    const found = { serviceId, faultId, what: 'number' as const, words: '' };
    if (until === 'wrong') await expectOk(owner.send('service:wrong', found));
    const basedOn = await directoryVersion(manager);
    return () => ({ serviceId, faultId, basedOn });
  };

/** Both helplines read lists from elsewhere. */
export async function newSource({ as }: World) {
  for (const manager of ['namedManager', 'otherHelpline'] as const) await switchOn(await as(manager));
  return () => ({ sourceId: newId(), name: 'Words', address: null, areas: [] });
}

/** A list at an address, which nobody has read yet. */
export async function source(world: World) {
  const added = { ...(await newSource(world))(), address: 'http://127.0.0.1:9/o' };
  await expectOk((await world.as('namedManager')).send('source:add', added));
  return () => ({ sourceId: added.sourceId });
}

/** One new service of a list waits to be taken or left. */
const waiting = async (world: World) => {
  await newSource(world);
  const managing = { url: world.url, cookie: await world.cookieOf('namedManager') };
  const sourceId = await listWithFile(managing, await world.as('namedManager'), [goodService(1)]);
  const [entry] = await differencesOf(managing, sourceId, 'new');
  return { sourceId, entry: entry! };
};
export const difference =
  <Rest extends object>(rest: Rest) =>
  async (world: World) => {
    const { sourceId, entry } = await waiting(world);
    return () => ({ sourceId, entryId: entry.id, version: entry.version, ...rest });
  };
export const differences =
  <Rest extends object>(rest: Rest) =>
  async (world: World) => {
    const { sourceId } = await waiting(world);
    return () => ({ sourceId, read: 1, ...rest });
  };
/** Plans are switched on. */
export const plansOn = async ({ as }: World) =>
  expectOk((await as('namedManager')).send('helpline:change', { callPlans: true }));
export const planText = () => {
  const planId = newId();
  return { planId, knownAs: `Wren ${planId}`.slice(0, 40), texts: planTexts };
};
export const talked = { agreedOn: '2026-11-17', how: 'phone' } as const;

/** The owner drafted it, and their partner agreed. */
export const plan = (until: 'drafted' | 'agreed') => async (world: World) => {
  await plansOn(world);
  const [owner, partner] = await Promise.all([world.as('owner'), world.as('partner')]);
  const { planId, ...text } = planText();
  await expectOk(owner.send('plan:draft', { planId, ...text, basedOn: 0 }));
  const basedOn = await versionOf(owner, planId);
  if (until === 'agreed')
    await expectOk(partner.send('plan:agree', { planId, basedOn, ...talked, knownAs: text.knownAs }));
  return () => ({ planId });
};

/** It stands beside a call that the owner is on. */
export async function markedCall(world: World) {
  const { planId } = (await plan('agreed')(world))();
  const callId = await call(world);
  await expectOk((await world.as('owner')).send('plan:mark', { planId, callId }));
  return () => ({ planId, callId });
}

const newPerson = () => {
  const personId = newId();
  return {
    personId,
    firstName: 'Ida',
    email: `${personId}@example.org`,
    roles: ['supporter' as const],
    secretHash: hex(personId),
  };
};
export const newcomer = () => Promise.resolve(newPerson);

/** Not yet come in. */
export async function invited({ as }: World) {
  const fields = newPerson();
  await expectOk((await as('otherManager')).send('person:invite', fields));
  return () => ({ personId: fields.personId, secretHash: hex(newId()) });
}

export const member = ({ ids }: World) => Promise.resolve(() => ({ personId: ids.offShift }));
export const suspended = ({ ids }: World) => Promise.resolve(() => ({ personId: ids.suspended }));

/** Another manager asked for a link for somebody who has come in. */
export async function linkAsked({ as, ids }: World) {
  await expectOk((await as('otherManager')).send('person:sendLink', { personId: ids.offShift }));
  return () => ({ personId: ids.offShift, secretHash: hex(newId()) });
}

/** Another manager wants to make a supporter a manager. */
export async function proposal({ as, ids }: World) {
  const manager = await as('otherManager');
  const roles = ['supporter', 'manager'] as const;
  await expectOk(manager.send('person:change', { personId: ids.offShift, roles: [...roles] }));
  const proposed = await manager.hears('person:changed', ({ proposal }) => proposal !== null);
  return () => ({ personId: ids.offShift, proposedAt: proposed.proposal!.at });
}

export const device = () => ({
  deviceId: newId(),
  label: 'Words',
  endpoint: `http://127.0.0.1:9/${newId()}`,
  p256dh: randomBytes(65).toString('base64url'),
  auth: randomBytes(16).toString('base64url'),
});

export async function ownersDevice({ as }: World) {
  const fields = device();
  await expectOk((await as('owner')).send('notification:addDevice', fields));
  return () => ({ deviceId: fields.deviceId });
}

export async function ownersDeviceToTest(world: World) {
  await ownersDevice(world);
  return () => ({ channel: 'push' as const });
}

/** The owner has been put on a shift. */
export async function ownersUpdate({ as, ids, helpline }: World) {
  const shiftId = await helpline.addShift(40, 44);
  const [owner, manager] = await Promise.all([as('owner'), as('namedManager')]);
  await expectOk(manager.send('shift:place', { shiftId, place: 1, personId: ids.owner }));
  const { id: updateId } = await owner.hears('update:changed');
  return () => ({ updateId });
}

/** A week from the evening of the tests. */
export const nextWednesday = () => ({
  startsAt: '2026-11-25T18:00:00.000Z',
  endsAt: '2026-11-25T23:00:00.000Z',
});

/** A manager has added a shift. */
export async function rotaChange({ as }: World) {
  const fields = { changeId: newId(), shiftId: newId(), ...nextWednesday() };
  await expectOk((await as('otherManager')).send('shift:add', fields));
  return () => ({ changeId: fields.changeId });
}

export const newPattern = () =>
  Promise.resolve(() => ({
    changeId: newId(),
    from: '2026-11-25',
    lines: [{ weekday: 3, opensAt: '18:00', closesAt: '00:00' }],
  }));

/** Next week has the same shift, with nobody in it. */
export async function weekToCopy({ helpline }: World) {
  await helpline.addShift(7 * 24 - 1, 7 * 24 + 4);
  return () => ({ changeId: newId(), from: '2026-11-16', to: '2026-11-23' });
}
