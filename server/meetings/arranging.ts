import { access } from '#shared/access';
import { goesToMeeting, isOver, isUnderWay } from '#shared/meeting-rules';
import type { meetingCommands } from '#shared/meeting-commands';
import type { Meeting } from '#shared/meetings';
import { isHere } from '#shared/people';
import { isA } from '#shared/viewer';
import { personById } from '../people/queries.ts';
import { refuseUnless, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { refuseUnlessRoom } from '../series/guards.ts';
import { refuseUnlessNamed } from '../shifts/named.ts';
import { callOff, change, endMeeting } from './changing.ts';
import { watchSilence } from './escalation.ts';
import {
  meetingFor,
  placeToMeet,
  refuseUnlessAllowed,
  refuseUnlessFree,
  refuseUnlessPossible,
  refuseUnlessOn,
  refuseUnlessProposed,
} from './guards.ts';
import { countArranged, insertMeeting } from './queries.ts';
import { hideFromOthers, managersFor, tellAbout, tellLeft } from './notifications.ts';

type Arranging = 'propose' | 'agree' | 'swapPerson' | 'allow' | 'refuse' | 'cancel';
type ArrangingCommand = Extract<keyof typeof meetingCommands, `meeting:${Arranging}`>;

export const arrangingHandlers: Handlers<ArrangingCommand> = {
  async 'meeting:propose'({ meetingId, with: withIds, placeId, startsAt, endsAt, ...fields }, context) {
    const { actor, tx, version, helplineId, announce } = context;
    permit(context, access['meeting:propose'], { withIds });
    await refuseUnlessPossible(context, { startsAt, endsAt });
    const { seriesId } = fields;
    if (seriesId === undefined) await refuseUnlessNamed(context, withIds);
    else await refuseUnlessRoom(context, { seriesId, withIds }, await countArranged(tx, seriesId));
    const place = await placeToMeet(context, placeId);
    await refuseUnlessFree(context, { id: meetingId, startsAt, endsAt, personIds: withIds }, 'rest');

    const who = { proposedBy: actor.id, withIds, agreedIds: withIds.filter((id) => id === actor.id) };
    const when = { startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
    const where = { placeId, borough: place.borough };
    const proposed = { id: meetingId, helplineId, version, state: 'proposed' as const };
    const meeting = await insertMeeting(tx, { ...proposed, ...who, ...when, ...where, ...fields });
    announce('meeting:changed', meeting);
    await tellAbout(context, meeting, withIds);
  },

  async 'meeting:agree'({ meetingId }, context) {
    const { actor, announce } = context;
    const meeting = await meetingFor(context, 'meeting:agree', meetingId);
    refuseUnlessProposed(meeting);
    if (meeting.agreedIds.includes(actor.id)) return;
    await refuseUnlessOn(context);
    await refuseUnlessFree(context, { ...timesOf(meeting), personIds: [actor.id] }, 'rest');

    const agreed = await change(context, meeting, { agreedIds: [...meeting.agreedIds, actor.id] });
    announce('meeting:changed', agreed);
    if (haveAgreed(agreed)) await tellAbout(context, agreed, (await managersFor(context, agreed)).first);
  },

  async 'meeting:swapPerson'({ meetingId, leavingId, personId }, context) {
    const { now, announce, resync } = context;
    const meeting = await meetingFor(context, 'meeting:swapPerson', meetingId);
    if (meeting.state !== 'proposed') refuseUnlessAllowed(meeting);
    await refuseUnlessOn(context);
    refuseUnless(
      !isUnderWay(meeting),
      'conflict',
      'Somebody has set out already. Cancel the meeting instead.',
    );
    const isAhead = Date.parse(meeting.startsAt!) > now.getTime();
    refuseUnless(isAhead, 'conflict', 'Its time has come. Ring the two, or cancel it.');
    refuseUnless(
      meeting.seriesId === null,
      'conflict',
      'A meeting of a series is for the two who began it. Cancel it, and propose another day.',
    );
    refuseUnless(meeting.withIds.includes(leavingId), 'conflict', 'This person does not go any more.');
    refuseUnless(!meeting.withIds.includes(personId), 'conflict', 'Two different people go.');
    await refuseUnlessNamed(context, [personId]);
    await refuseUnlessFree(context, { ...timesOf(meeting), personIds: [personId] }, 'rest');

    const withIds = meeting.withIds.map((id) => (id === leavingId ? personId : id));
    const agreedIds = meeting.agreedIds.filter((id) => id !== leavingId);
    const again = { state: 'proposed' as const, decidedBy: null, decidedWords: null, onCallId: null };
    const swapped = await change(context, meeting, { withIds, agreedIds, ...again });
    announce('meeting:changed', await watchSilence(context, meeting, swapped));
    resync(leavingId);
    await tellAbout(context, swapped, [...withIds, ...meeting.managerIds]);
    await tellLeft(context, swapped, leavingId);
  },

  async 'meeting:allow'({ meetingId, onCallId, words, despite }, context) {
    const { actor, tx, helplineId, now, announce } = context;
    const meeting = await meetingFor(context, 'meeting:allow', meetingId);
    refuseUnlessProposed(meeting);
    refuseUnless(haveAgreed(meeting), 'conflict', 'Both have to say yes first.');
    await refuseUnlessOn(context);
    const times = timesOf(meeting);
    refuseUnless(Date.parse(times.startsAt) > now.getTime(), 'conflict', 'Its time is over.');
    await refuseUnlessFree(context, { ...times, personIds: meeting.withIds }, despite);
    const onCall = await personById(tx, helplineId, onCallId);
    refuseUnless(onCall && isA(onCall, 'manager'), 'not-found');
    const isThere = isHere(onCall) && !goesToMeeting(onCall, meeting);
    refuseUnless(
      isThere,
      'conflict',
      `${onCall.firstName} cannot be on call for it. Choose another manager.`,
    );

    const managerIds = [...new Set([actor.id, onCallId])];
    const decided = { decidedBy: actor.id, decidedWords: words ?? null, onCallId, managerIds };
    const allowed = await change(context, meeting, { state: 'allowed', ...decided });
    announce('meeting:changed', await watchSilence(context, meeting, allowed));
    await hideFromOthers(context, allowed);
    await tellAbout(context, allowed, [...meeting.withIds, onCallId]);
  },

  async 'meeting:refuse'({ meetingId, words }, context) {
    const meeting = await meetingFor(context, 'meeting:refuse', meetingId);
    refuseUnlessProposed(meeting);

    await endMeeting(context, meeting, {
      state: 'refused',
      decidedBy: context.actor.id,
      decidedWords: words,
    });
  },

  async 'meeting:cancel'({ meetingId, because }, context) {
    const meeting = await meetingFor(context, 'meeting:cancel', meetingId);
    if (meeting.state !== 'proposed') refuseUnlessAllowed(meeting);
    refuseUnless(!isOver(meeting), 'conflict', 'The meeting is over already. Say when you are home.');

    const cancelledBecause = because;
    if (isUnderWay(meeting)) await callOff(context, meeting, { cancelledBecause, by: context.actor.id });
    else await endMeeting(context, meeting, { state: 'cancelled', cancelledBecause });
  },
};

const haveAgreed = ({ withIds, agreedIds }: Meeting) => withIds.every((id) => agreedIds.includes(id));

const timesOf = ({ id, startsAt, endsAt }: Meeting) => ({ id, startsAt: startsAt!, endsAt: endsAt! });
