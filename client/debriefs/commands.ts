import type { CommandFields } from '#shared/contract';
import type { Urgency } from '#shared/debriefs';
import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';
import { sendOnce } from '../live/send-once.ts';
import { askedAt, typedAt } from '../live/waiting.ts';

type About = Omit<CommandFields<'debrief:ask'>, 'debriefId' | 'urgency'>;
type Closing = Omit<CommandFields<'debrief:close'>, 'debriefId'>;

/** A refused one is kept also without a note. `place` is where it was asked and the note typed: a refusal puts that back there. */
export const askForDebrief = (
  live: Live,
  urgency: Urgency,
  about: About,
  place: string,
  debriefId = newId(),
) => live.send('debrief:ask', { debriefId, urgency, ...about }, askedAt(place, about.note));

export const withdrawDebrief = (live: Live, debriefId: string) =>
  live.send('debrief:withdraw', { debriefId });

/** Asks every manager instead of only one. */
export const widenDebrief = (live: Live, debriefId: string) => live.send('debrief:widen', { debriefId });

/** Only the last choice counts, so one that has not been sent is replaced by the next. */
export const shareDebrief = (live: Live, debriefId: string, shared: boolean) =>
  live.send(
    'debrief:share',
    { debriefId, shared },
    { join: (waiting, next) => (waiting.debriefId === next.debriefId ? next : null) },
  );

export const acceptDebrief = (live: Live, debriefId: string) => live.send('debrief:accept', { debriefId });

export const handBackDebrief = (live: Live, debriefId: string) =>
  live.send('debrief:handBack', { debriefId });

/** `time` is an ISO string. */
export const offerTime = (live: Live, debriefId: string, time: string) =>
  live.send('debrief:offer', { debriefId, for: time });

/** `time` is the offered one that is shown. */
export const agreeToTime = (live: Live, debriefId: string, time: string) =>
  live.send('debrief:agree', { debriefId, for: time });

export const askForOtherTime = (live: Live, debriefId: string, words: string, place: string) =>
  live.send('debrief:askOtherTime', { debriefId, words }, typedAt(place, words));

export const holdDebrief = (live: Live, debriefId: string) => live.send('debrief:hold', { debriefId });

export const closeDebrief = (live: Live, debriefId: string, closing: Closing = {}, place?: string) =>
  live.send('debrief:close', { debriefId, ...closing }, typedAt(place, closing.whatHelped));

/** Answers whether a closed debrief may be brought to supervision. */
export const answerSupervision = (live: Live, debriefId: string, agreed: boolean) =>
  live.send('debrief:supervision', { debriefId, agreed });

/** `to` names the recipient, because the request may be assigned to another person before a queued message is sent. */
export const sendDebriefMessage = (live: Live, debriefId: string, body: string, to: string) =>
  live.send('debrief:sendMessage', { debriefId, lineId: newId(), body, to }, { keepRefused: true });

export const markDebriefSeen = (live: Live, debriefId: string) =>
  sendOnce(live, 'debrief:seen', { debriefId });

export const markDebriefMessageSeen = (live: Live, lineId: string) =>
  sendOnce(live, 'debrief:messageSeen', { lineId });
