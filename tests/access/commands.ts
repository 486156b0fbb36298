import type { CommandFields, CommandName } from '#shared/contract';
import { starterBankHolidays } from '#shared/bank-holidays';
import { exampleService } from '../support/evening-directory.ts';
import { hex } from '../support/evening.ts';
import { expectOk, newId } from '../support/helpline.ts';
import { versionOf } from '../support/evening-plans.ts';
import { examplePlace, meetingsOf } from '../support/meetings.ts';
import { seriesOf } from '../support/series.ts';
import type { Actor, World } from './actors.ts';
import * as given from './given.ts';

/**
 * One command in one situation. `given` brings the situation about and returns the fields, which each actor gets anew, so that ids
 * that the sender picks are new each time. `may` is who is let through; everybody else is refused.
 */
export type Case<Name extends CommandName = CommandName> = {
  given: (world: World) => Promise<() => CommandFields<Name>>;
  may: readonly Actor[];
  /** Nobody has joined the shift beforehand. */
  notJoined?: true;
};
type Cases = { [Name in CommandName]: Case<Name> };

const onShift = ['owner', 'partner', 'placedLater'] as const;
const managers = ['namedManager', 'otherManager', 'managerAndSupporter'] as const;
const planMakers = [...onShift, 'otherPair', ...managers] as const;
const keepers = [...managers, 'supervisor'] as const;
const supporters = [
  ...onShift,
  'offShift',
  'yesterday',
  'otherPair',
  'managerAndSupporter',
  'otherHelpline',
] as const;
const ownSupporters = supporters.filter((actor) => actor !== 'otherHelpline');
const everybody = [...supporters, 'namedManager', 'otherManager', 'supervisor'] as const;

const inThisHelpline = everybody.filter((actor) => actor !== 'otherHelpline');

const nothing =
  <Fields>(fields: () => Fields) =>
  () =>
    Promise.resolve(fields);

/** These fields about a page in this situation. */
const aboutAPage =
  <Rest extends object>(until: Parameters<typeof given.page>[0], rest: Rest) =>
  async (world: World) => {
    const { pageId } = (await given.page(until)(world))();
    return () => ({ pageId, ...rest });
  };

/** These fields about a service in this situation. */
const aboutAService =
  <Rest extends object>(until: Parameters<typeof given.service>[0], rest: Rest) =>
  async (world: World) => {
    const { serviceId } = (await given.service(until)(world))();
    return () => ({ serviceId, ...rest });
  };

/** These fields about a meeting in this situation. */
const aboutAMeeting =
  <Rest extends object>(until: Parameters<typeof given.meeting>[0], rest: Rest) =>
  async (world: World) => {
    const { meetingId } = (await given.meeting(until)(world))();
    return () => ({ meetingId, ...rest });
  };
/** These fields about a series in this situation. */
const aboutASeries =
  <Rest extends object>(until: Parameters<typeof given.series>[0], rest: Rest) =>
  async (world: World) => {
    const { seriesId } = (await given.series(until)(world))();
    return () => ({ seriesId, ...rest });
  };
const theTwo = ['owner', 'partner'] as const;
const talked = { how: 'phone' as const, on: '2026-11-01', purpose: 'Words' };

/** Who may send each command. A command that is missing here does not compile. */
export const commandCases: Cases = {
  'presence:join': { given: given.shift, may: onShift, notJoined: true },
  'presence:leave': { given: given.shift, may: onShift },
  'presence:set': { given: nothing(() => ({ state: 'ready' as const })), may: onShift },
  'call:start': { given: nothing(() => ({ callId: newId() })), may: onShift },
  'call:log': { given: given.earlierTonight, may: onShift },
  'call:note': {
    given: async (world) => {
      const callId = await given.call(world);
      return () => ({ callId, changes: { note: 'Words' } });
    },
    may: ['owner'],
  },
  'call:end': { given: given.activeCall, may: ['owner'] },
  'call:close': { given: given.endedCall, may: ['owner'] },
  'call:takeOver': { given: given.activeCall, may: ['partner', 'placedLater'] },
  'callBack:promise': {
    given: async (world) => {
      const { callId } = (await given.endedCall(world))();
      const time = given.laterTonight(await world.as('owner'));
      return () => ({ callBackId: newId(), callId, ...time, words: 'Words', forMe: false });
    },
    may: ['owner'],
  },
  'callBack:tried': {
    given: async (world) => {
      const fields = await given.promised(world);
      return () => ({ ...fields(), result: 'no-answer' as const });
    },
    may: onShift,
  },
  'callBack:letGo': {
    given: async (world) => {
      const fields = await given.promised(world);
      return () => ({ ...fields(), words: 'Words' });
    },
    may: onShift,
  },
  'missedCall:note': { given: nothing(() => ({ missedCallId: newId() })), may: onShift },
  'missedCall:undo': { given: given.missedCall, may: ['owner', 'partner'] },
  'message:send': { given: nothing(() => ({ messageId: newId(), body: 'Words' })), may: onShift },
  'message:seen': { given: given.messageToOwner, may: ['owner'] },
  'message:open': { given: given.messageToOwner, may: ['owner'] },
  'message:answer': {
    given: async (world) => {
      const fields = await given.messageToOwner(world);
      return () => ({ ...fields(), answer: 'now' as const });
    },
    may: ['owner'],
  },
  'signal:raise': {
    given: nothing(() => ({ signalId: newId(), kind: 'support-now' as const })),
    may: onShift,
  },
  'signal:answer': {
    given: async (world) => {
      const fields = await given.signal(world);
      return () => ({ ...fields(), answer: 'with-you' as const });
    },
    may: ['partner', 'placedLater'],
  },
  'signal:lower': { given: given.signal, may: ['owner'] },
  'signal:seen': { given: given.signal, may: ['partner', 'placedLater'] },
  'debrief:ask': {
    given: nothing(() => ({ debriefId: newId(), urgency: 'before-i-finish' as const })),
    may: supporters,
  },
  'debrief:withdraw': { given: given.debrief('asked'), may: ['owner'] },
  'debrief:widen': { given: given.debrief('asked'), may: ['owner'] },
  'debrief:share': {
    given: async (world) => {
      const fields = await given.debrief('asked')(world);
      return () => ({ ...fields(), shared: true });
    },
    may: ['owner'],
  },
  'debrief:agree': { given: given.debrief('offered'), may: ['owner'] },
  'debrief:askOtherTime': { given: given.debrief('offered'), may: ['owner'] },
  'debrief:supervision': {
    given: async (world) => {
      const fields = await given.debrief('proposed')(world);
      return () => ({ ...fields(), agreed: true });
    },
    may: ['owner'],
  },
  'debrief:seen': { given: given.debrief('asked'), may: ['namedManager'] },
  'debrief:accept': { given: given.debrief('asked'), may: ['namedManager'] },
  'debrief:handBack': { given: given.debrief('accepted'), may: ['namedManager'] },
  'debrief:offer': {
    given: async (world) => {
      const fields = await given.debrief('accepted')(world);
      return () => ({ ...fields(), for: '2027-01-01T20:00:00.000Z' });
    },
    may: ['namedManager'],
  },
  'debrief:hold': { given: given.debrief('accepted'), may: ['namedManager'] },
  'debrief:close': { given: given.debrief('accepted'), may: ['namedManager'] },
  'debrief:sendMessage': {
    given: async (world) => {
      const fields = await given.debrief('accepted')(world);
      return () => ({ ...fields(), lineId: newId(), body: 'Words' });
    },
    may: ['owner', 'namedManager'],
  },
  'debrief:messageSeen': { given: given.debriefMessageToOwner, may: ['owner'] },
  'followUp:take': { given: given.callToLookAt, may: managers },
  'followUp:done': { given: given.agreedFollowUp, may: ['namedManager'] },
  'followUp:reopen': {
    given: async (world) => {
      const fields = await given.agreedFollowUp(world);
      await expectOk((await world.as('namedManager')).send('followUp:done', fields()));
      return fields;
    },
    may: ['namedManager'],
  },
  'checkIn:tell': {
    given: ({ shiftId }) =>
      Promise.resolve(() => ({ checkInId: newId(), shiftId, heaviness: 'heavy' as const })),
    may: onShift,
  },
  'checkIn:wentWell': {
    given: ({ shiftId }) => Promise.resolve(() => ({ checkInId: newId(), shiftId, words: 'Words' })),
    may: onShift,
  },
  'checkIn:askAgain': {
    given: async ({ as, shiftId }) => {
      const told = { checkInId: newId(), shiftId, heaviness: 'all-out' } as const;
      await expectOk((await as('owner')).send('checkIn:tell', told));
      return () => ({ checkInId: newId(), shiftId, ask: true });
    },
    may: ['owner'],
  },
  'flag:raise': {
    given: async (world) => {
      const callId = await given.call(world);
      return () => ({ flagId: newId(), callId, reason: 'safeguarding' as const });
    },
    may: onShift,
  },
  'flag:withdraw': { given: given.flag('waiting'), may: ['owner'] },
  'flag:answer': {
    given: async (world) => {
      const fields = await given.flag('asked')(world);
      return () => ({ ...fields(), answer: 'Words' });
    },
    may: ['owner'],
  },
  'flag:take': { given: given.flag('waiting'), may: ['supervisor'] },
  'flag:keep': { given: given.flag('taken'), may: ['supervisor'] },
  'flag:release': { given: given.flag('taken'), may: ['supervisor'] },
  'flag:ask': {
    given: async (world) => {
      const fields = await given.flag('taken')(world);
      return () => ({ ...fields(), question: 'Words' });
    },
    may: ['supervisor'],
  },
  'flag:close': {
    given: async (world) => {
      const fields = await given.flag('taken')(world);
      return () => ({ ...fields(), learning: 'Words' });
    },
    may: ['supervisor'],
  },
  'grant:open': {
    given: async (world) => {
      const { callId } = (await given.endedCall(world))();
      return () => ({ grantId: newId(), callId, reason: 'Words' });
    },
    may: [...managers, 'supervisor'],
  },
  'breakGlass:ask': {
    given: ({ shiftId }) =>
      Promise.resolve(() => ({ breakGlassId: newId(), shiftId, reason: 'An ambulance crew asks.' })),
    may: [...managers, 'supervisor'],
  },
  'breakGlass:confirm': {
    given: given.breakGlass('asked'),
    may: ['otherManager', 'managerAndSupporter', 'supervisor'],
  },
  'breakGlass:decline': {
    given: given.breakGlass('asked'),
    may: ['otherManager', 'managerAndSupporter', 'supervisor'],
  },
  'breakGlass:end': { given: given.breakGlass('open'), may: ['namedManager', 'otherManager'] },
  'breakGlass:seen': { given: given.breakGlass('open'), may: ['owner', 'partner', 'namedManager'] },
  'breakGlass:review': {
    given: async (world) => {
      const fields = await given.breakGlass('shut')(world);
      return () => ({ ...fields(), verdict: 'right' as const, words: 'Words' });
    },
    may: ['managerAndSupporter', 'supervisor'],
  },
  'handover:line': {
    given: ({ shiftId }) =>
      Promise.resolve(() => ({ lineId: newId(), shiftId, kind: 'keep-in-mind' as const, words: 'Words' })),
    may: onShift,
  },
  'handover:drop': {
    given: async (world) => {
      const { lineId } = await given.handedOver('finished')(world);
      return () => ({ lineId });
    },
    may: ['owner'],
  },
  'handover:finish': { given: given.shift, may: onShift },
  'handover:accept': {
    given: async (world) => {
      const { shiftId } = await given.handedOver('finished')(world);
      return () => ({ shiftId });
    },
    may: ['offShift'],
  },
  'handover:ask': {
    given: async (world) => {
      const { lineId } = await given.handedOver('finished')(world);
      return () => ({ lineId, words: 'Words' });
    },
    may: ['offShift'],
  },
  'handover:answer': {
    given: async (world) => {
      const { lineId } = await given.handedOver('finished')(world);
      await expectOk((await world.as('offShift')).send('handover:ask', { lineId, words: 'Words' }));
      return () => ({ lineId, words: 'Words' });
    },
    may: ['owner'],
  },
  'kit:add': {
    given: nothing(() => ({ kitId: newId(), name: 'Words', items: ['Words'] })),
    may: [...managers, 'otherHelpline'],
  },
  'kit:change': { given: given.kit('held'), may: managers },
  'kit:retire': { given: given.kit('held'), may: managers },
  'kit:give': {
    given: async (world) => {
      const fields = await given.kit('held')(world);
      return () => ({ ...fields(), toId: world.ids.partner });
    },
    may: ['owner'],
  },
  'kit:take': { given: given.kit('given'), may: ['partner'] },
  'kit:notYet': { given: given.kit('given'), may: ['owner', 'partner'] },
  'kit:missing': {
    given: async (world) => {
      const fields = await given.kit('held')(world);
      return () => ({ ...fields(), words: 'Words' });
    },
    may: ['owner', 'partner', 'otherPair'],
  },
  'kit:lineMoved': {
    given: async (world) => {
      const fields = await given.kit('held')(world);
      return () => ({ ...fields(), until: null });
    },
    may: ['owner', 'partner', 'otherPair'],
  },
  'source:add': { given: given.newSource, may: [...managers, 'otherHelpline'] },
  'source:change': { given: given.source, may: managers },
  'source:read': { given: given.source, may: managers },
  'source:remove': { given: given.source, may: managers },
  'source:take': { given: given.difference({ basedOn: 0 }), may: managers },
  'source:leave': { given: given.difference({}), may: managers },
  'source:takeNew': { given: given.differences({}), may: managers },
  'source:leaveAll': { given: given.differences({ what: 'new' }), may: managers },
  'list:add': {
    given: nothing(() => ({ changeId: newId(), list: 'issues' as const, words: newId(), group: 'Other' })),
    may: [...supporters, 'namedManager', 'otherManager'],
  },
  'list:rename': {
    given: nothing(() => ({ changeId: newId(), list: 'issues' as const, slug: 'anger', words: newId() })),
    may: [...supporters, 'namedManager', 'otherManager'],
  },
  'list:retire': {
    given: nothing(() => ({ changeId: newId(), list: 'issues' as const, slug: 'anger' })),
    may: [...supporters, 'namedManager', 'otherManager'],
  },
  'list:order': {
    given: nothing(() => ({ changeId: newId(), list: 'boroughs' as const, slugs: ['lewisham', 'lambeth'] })),
    may: [...supporters, 'namedManager', 'otherManager'],
  },
  'list:agree': { given: given.listChange, may: ownSupporters },
  'list:decline': { given: given.listChange, may: [...ownSupporters, 'namedManager'] },
  'plan:draft': {
    given: async (world) => {
      await given.plansOn(world);
      return () => ({ ...given.planText(), basedOn: 0 });
    },
    may: planMakers,
  },
  'plan:discard': { given: given.plan('drafted'), may: planMakers },
  'plan:agree': {
    given: async (world) => {
      const fields = await given.plan('drafted')(world);
      const basedOn = await versionOf(await world.as('owner'), fields().planId);
      return () => ({ ...fields(), basedOn, ...given.talked, knownAs: 'Wren' });
    },
    may: planMakers.filter((actor) => actor !== 'owner'),
  },
  'plan:review': {
    given: async (world) => {
      const fields = await given.plan('agreed')(world);
      return () => ({ ...fields(), ...given.talked, reviewBy: '2027-01-10' });
    },
    may: planMakers,
  },
  'plan:end': {
    given: async (world) => {
      const fields = await given.plan('agreed')(world);
      return () => ({ ...fields(), because: 'they-asked' as const });
    },
    may: planMakers,
  },
  'plan:mark': {
    given: async (world) => {
      const fields = await given.plan('agreed')(world);
      const callId = await given.call(world);
      return () => ({ ...fields(), callId });
    },
    may: ['owner'],
  },
  'plan:readOut': { given: given.markedCall, may: ['owner'] },
  'plan:notThem': {
    given: async (world) => {
      const { callId } = (await given.markedCall(world))();
      return () => ({ callId });
    },
    may: ['owner'],
  },
  'page:draft': {
    given: nothing(() => ({ pageId: newId(), ...given.pageText, basedOn: 0 })),
    may: everybody,
  },
  'page:discard': { given: aboutAPage('drafted', {}), may: ['owner', ...keepers] },
  'page:publish': {
    given: async (world) => {
      const fields = await given.page('drafted')(world);
      return () => ({ ...fields(), words: 'Words' });
    },
    may: keepers,
  },
  'page:correct': {
    given: async (world) => {
      const fields = await given.page('published')(world);
      return () => ({ ...fields(), body: 'Ring [us](tel:02079460001).', words: 'Words' });
    },
    may: keepers,
  },
  'page:hide': { given: aboutAPage('published', { words: 'Words' }), may: keepers },
  'page:retire': { given: aboutAPage('published', { words: 'Words' }), may: keepers },
  'page:agree': {
    given: aboutAPage('proposed', { number: 1 }),
    may: ['otherManager', 'managerAndSupporter', 'supervisor'],
  },
  'page:decline': { given: aboutAPage('proposed', { number: 1 }), may: keepers },
  'page:mustRead': { given: aboutAPage('published', { mustRead: true }), may: keepers },
  'page:read': {
    given: aboutAPage('to be read', { version: 1 }),
    may: everybody.filter((actor) => actor !== 'otherHelpline'),
  },
  'absence:add': {
    given: nothing(() => ({ absenceId: newId(), from: '2026-12-24', to: '2026-12-26' })),
    may: supporters,
  },
  'absence:remove': { given: given.ownersAbsence, may: ['owner'] },
  'listening:ask': {
    given: async (world) => {
      const shiftId = await given.learning(world);
      return () => ({ listeningId: newId(), shiftId, personId: world.ids.offShift });
    },
    may: ['offShift', ...managers],
  },
  'listening:say': {
    given: async (world) => {
      const listeningId = await given.listening('asked')(world);
      return () => ({ listeningId, yes: true });
    },
    may: onShift,
  },
  'listening:end': {
    given: async (world) => {
      const listeningId = await given.listening('agreed')(world);
      return () => ({ listeningId });
    },
    may: [...onShift, 'offShift', ...managers],
  },
  'offer:make': {
    given: async ({ helpline }) => {
      const shiftId = await helpline.addShift(64, 68);
      return () => ({ offerId: newId(), shiftId });
    },
    may: ownSupporters,
  },
  'offer:takeBack': { given: given.ownersOffer, may: ['owner'] },
  'swap:ask': {
    given: async ({ helpline }) => {
      const shiftId = await helpline.addShift(40, 44, ['ana']);
      return () => ({ swapId: newId(), shiftId, kind: 'cover' as const });
    },
    may: ['owner'],
  },
  'swap:answer': {
    given: async (world) => {
      const fields = await given.swap('open')(world);
      return () => ({ ...fields(), answer: 'no' as const });
    },
    may: ['offShift'],
  },
  'swap:withdraw': { given: given.swap('open'), may: ['owner'] },
  'swap:undo': { given: given.swap('done'), may: ['owner', 'offShift'] },
  'swap:allow': { given: given.swap('needs-manager'), may: managers },
  'swap:refuse': { given: given.swap('needs-manager'), may: managers },
  'service:propose': {
    given: nothing(() => ({ serviceId: newId(), text: exampleService, words: 'Words', basedOn: 0 })),
    may: everybody,
  },
  'service:correct': {
    given: async (world) => {
      const asked = (await given.service('published')(world))();
      const phones = [{ ...exampleService.phones[0]!, number: '020 7946 0136' }];
      const { serviceId, basedOn } = asked;
      return () => ({ serviceId, basedOn, phones, words: 'Words' });
    },
    may: keepers,
  },
  'service:hide': { given: aboutAService('published', { words: 'Words' }), may: keepers },
  'service:retire': { given: aboutAService('published', { words: 'Words' }), may: keepers },
  'service:agree': { given: aboutAService('proposed', { number: 1 }), may: keepers },
  'service:decline': { given: aboutAService('proposed', { number: 1 }), may: ['owner', ...keepers] },
  'service:checked': { given: aboutAService('published', {}), may: inThisHelpline },
  'service:wrong': {
    given: async (world) => {
      const { serviceId } = (await given.service('published')(world))();
      return () => ({ serviceId, faultId: newId(), what: 'gone' as const, words: '' });
    },
    may: inThisHelpline,
  },
  'service:settle': {
    given: async (world) => {
      const { serviceId, faultId } = (await given.service('wrong')(world))();
      return () => ({ serviceId, faultId });
    },
    may: ['owner', ...keepers],
  },
  'service:holidays': {
    given: nothing(() => ({ days: starterBankHolidays, basedOn: starterBankHolidays })),
    may: [...managers, 'otherHelpline'],
  },
  'gathering:plan': {
    given: nothing(() => ({
      ...{ gatheringId: newId(), kind: 'team' as const, minutes: 60 },
      startsAt: '2027-01-11T10:00:00.000Z',
    })),
    may: [...managers, 'otherHelpline'],
  },
  'gathering:move': {
    given: async (world) => {
      const fields = await given.gathering('one-to-one', 'planned')(world);
      return () => ({ ...fields(), startsAt: '2027-01-11T10:00:00.000Z', minutes: 60 });
    },
    may: ['namedManager'],
  },
  'gathering:cancel': { given: given.gathering('team', 'planned'), may: managers },
  'gathering:say': {
    given: async (world) => {
      const fields = await given.gathering('team', 'planned')(world);
      return () => ({ ...fields(), answer: 'coming' as const });
    },
    may: [...ownSupporters, 'otherManager'],
  },
  'gathering:hold': { given: given.gathering('one-to-one', 'begun'), may: ['namedManager'] },
  'gathering:write': {
    given: async (world) => {
      const fields = await given.gathering('one-to-one', 'planned')(world);
      return () => ({ ...fields(), lineId: newId(), section: 'role' as const, words: 'Words' });
    },
    may: ['owner', 'namedManager'],
  },
  'gathering:strike': {
    given: async (world) => {
      const { lineId } = await given.gatheringLine(world);
      return () => ({ lineId });
    },
    may: ['owner'],
  },
  'gathering:agreed': {
    given: async (world) => {
      const fields = await given.gathering('team', 'begun')(world);
      return () => ({ ...fields(), agreed: [{ lineId: newId(), words: 'Words' }] });
    },
    may: managers,
  },
  'gathering:confirm': { given: given.gathering('group', 'held'), may: ['supervisor'] },
  'gathering:caughtUp': {
    given: given.gathering('team', 'held'),
    may: [...ownSupporters, 'namedManager', 'otherManager'],
  },
  'toBring:add': { given: nothing(() => ({ toBringId: newId(), words: 'Words' })), may: everybody },
  'toBring:share': {
    given: async (world) => {
      const fields = await given.toBring('alone')(world);
      return () => ({ ...fields, lineId: newId() });
    },
    may: ['owner'],
  },
  'toBring:takeBack': {
    given: async (world) => {
      const { toBringId } = await given.toBring('shared')(world);
      return () => ({ toBringId });
    },
    may: ['owner'],
  },
  'toBring:remove': {
    given: async (world) => {
      const { toBringId } = await given.toBring('alone')(world);
      return () => ({ toBringId });
    },
    may: ['owner'],
  },
  'step:add': {
    given: nothing(() => ({ stepId: newId(), kind: 'want' as const, words: 'Words' })),
    may: supporters,
  },
  'step:share': {
    given: async (world) => {
      const { stepId } = await given.step('alone')(world);
      return () => ({ stepId, copyId: newId(), with: world.ids.otherManager });
    },
    may: ['owner'],
  },
  'step:askReference': {
    given: ({ ids }) => Promise.resolve(() => ({ stepId: newId(), with: ids.namedManager, words: 'Words' })),
    may: ownSupporters,
  },
  'step:answer': {
    given: async (world) => {
      const fields = await given.reference(world);
      return () => ({ ...fields(), answer: 'yes' as const });
    },
    may: ['namedManager'],
  },
  'step:remove': {
    given: async (world) => {
      const { stepId } = await given.step('shared')(world);
      return () => ({ stepId });
    },
    may: ['owner'],
  },
  'training:plan': {
    given: nothing(() => ({ trainingId: newId(), course: 'risk' as const, on: '2099-01-04' })),
    may: supporters,
  },
  'training:done': {
    given: nothing(() => ({ trainingId: newId(), course: 'risk' as const, on: '2026-11-02' })),
    may: supporters,
  },
  'training:takeBack': { given: given.training, may: ['owner'] },
  'training:seen': {
    given: async (world) => {
      const fields = await given.training(world);
      return () => ({ ...fields(), doneOn: '2026-11-02' });
    },
    may: managers,
  },
  'meeting:propose': {
    given: async (world) => {
      const meetings = meetingsOf(world.helpline);
      const placeId = await meetings.switchedOn(await world.as('namedManager'));
      return () => meetings.fields(placeId, 300);
    },
    may: [...theTwo, ...managers],
  },
  'meeting:agree': { given: given.meeting('proposed'), may: theTwo },
  'meeting:swapPerson': {
    given: async (world) => {
      const { meetingId } = (await given.meeting('agreed')(world))();
      for (const one of ['ana', 'ben'] as const) await meetingsOf(world.helpline).knowEachOther(one, 'cai');
      return () => ({ meetingId, leavingId: world.ids.owner, personId: world.ids.offShift });
    },
    may: [...theTwo, ...managers],
  },
  'meeting:allow': {
    given: async (world) => {
      const one = await given.meetingsToDecide(world);
      return () => ({ ...one(), onCallId: world.ids.namedManager });
    },
    may: managers,
  },
  'meeting:refuse': {
    given: async (world) => {
      const one = await given.meetingsToDecide(world);
      return () => ({ ...one(), words: 'Words' });
    },
    may: managers,
  },
  'meeting:cancel': {
    given: aboutAMeeting('allowed', { because: 'weather' as const }),
    may: [...theTwo, 'namedManager'],
  },
  'meeting:setOut': { given: given.meeting('allowed'), may: theTwo },
  'meeting:there': { given: given.meeting('allowed'), may: theTwo },
  'meeting:fine': { given: given.meeting('allowed'), may: theTwo },
  'meeting:over': { given: given.meeting('allowed'), may: theTwo },
  'meeting:home': { given: given.meeting('over'), may: theTwo },
  'meeting:support': { given: given.meeting('allowed'), may: theTwo },
  'meeting:spoken': { given: aboutAMeeting('allowed', { againAt: null }), may: ['namedManager'] },
  'meeting:next': { given: aboutAMeeting('over', { words: 'Words' }), may: theTwo },
  'series:offer': {
    given: async (world) => {
      const series = seriesOf(world.helpline);
      await series.switchedOn(await world.as('namedManager'));
      return () => series.offer();
    },
    may: [...theTwo, ...managers],
  },
  'series:consent': { given: aboutASeries('offered', talked), may: theTwo },
  'series:review': { given: aboutASeries('half', { keepOn: true }), may: theTwo },
  'series:end': {
    given: aboutASeries('active', { because: 'done' as const }),
    may: [...theTwo, ...managers],
  },
  'series:consentBack': { given: given.series('active'), may: [...theTwo, ...managers] },
  'series:toldTeam': {
    given: aboutASeries('active', { on: '2026-11-01', asked: true, present: true }),
    may: theTwo,
  },
  'series:openSheet': {
    given: aboutASeries('active', { sheet: 'who-else-is-there' as const }),
    may: theTwo,
  },
  'meetingPlace:add': {
    given: nothing(() => ({ placeId: newId(), ...examplePlace })),
    may: [...managers, 'otherHelpline'],
  },
  'meetingPlace:change': {
    given: async (world) => {
      const { placeId } = (await given.meetingPlace(world))();
      return () => ({ placeId, ...examplePlace });
    },
    may: managers,
  },
  'meetingPlace:retire': { given: given.meetingPlace, may: managers },
  'shift:place': {
    given: async (world) => {
      const shiftId = await world.helpline.addShift(40, 44);
      return () => ({ shiftId, place: 1 as const, personId: world.ids.offShift });
    },
    may: managers,
  },
  'shift:onCall': {
    given: async (world) => {
      const shiftId = await world.helpline.addShift(40, 44);
      return () => ({ shiftId, managerId: world.ids.namedManager, nextManagerId: null });
    },
    may: managers,
  },
  'shift:add': {
    given: nothing(() => ({
      changeId: newId(),
      shiftId: newId(),
      ...given.nextWednesday(),
      secondLine: true,
    })),
    may: [...managers, 'otherHelpline'],
  },
  'shift:move': {
    given: async (world) => {
      const shiftId = await world.helpline.addShift(400, 404);
      return () => ({ changeId: newId(), shiftId, ...given.nextWednesday() });
    },
    may: managers,
  },
  'shift:cancel': {
    given: async (world) => {
      const shiftId = await world.helpline.addShift(500, 504);
      return () => ({ changeId: newId(), shiftId });
    },
    may: managers,
  },
  'shift:undo': { given: given.rotaChange, may: managers },
  'shift:changePattern': { given: given.newPattern, may: [...managers, 'otherHelpline'] },
  'shift:copyWeek': { given: given.weekToCopy, may: managers },
  'person:invite': { given: given.newcomer, may: [...managers, 'otherHelpline'] },
  'person:reinvite': { given: given.invited, may: managers },
  'person:sendLink': { given: given.member, may: managers },
  'person:showLink': { given: given.linkAsked, may: ['namedManager', 'managerAndSupporter'] },
  'person:stopLink': { given: given.member, may: [...managers, 'offShift'] },
  'person:change': {
    given: ({ ids }) => Promise.resolve(() => ({ personId: ids.offShift, firstName: 'Kai' })),
    may: managers,
  },
  'person:agree': { given: given.proposal, may: ['namedManager', 'managerAndSupporter'] },
  'person:decline': { given: given.proposal, may: [...managers, 'offShift'] },
  'person:profile': { given: nothing(() => ({ phrases: ['Words'] })), may: everybody },
  'person:endSignIns': { given: given.member, may: managers },
  'person:induction': {
    given: ({ ids }) => Promise.resolve(() => ({ personId: ids.offShift, induction: null })),
    may: managers,
  },
  'person:suspend': { given: given.member, may: managers },
  'person:restore': { given: given.suspended, may: managers },
  'notification:change': { given: nothing(() => ({ quiet: null })), may: everybody },
  'notification:addDevice': { given: nothing(given.device), may: everybody },
  'notification:removeDevice': { given: given.ownersDevice, may: ['owner'] },
  'notification:test': { given: given.ownersDeviceToTest, may: ['owner'] },
  'feed:make': { given: nothing(() => ({ tokenHash: hex(newId()) })), may: everybody },
  'feed:end': { given: nothing(() => ({})), may: everybody },
  'update:seen': { given: given.ownersUpdate, may: ['owner'] },
  'helpline:change': { given: nothing(() => ({ chatHours: 12 })), may: [...managers, 'otherHelpline'] },
  'helpline:planSupervision': {
    given: nothing(() => ({ nextOn: '2026-12-13' })),
    may: [...managers, 'supervisor', 'otherHelpline'],
  },
};
