import * as v from 'valibot';
import type { Viewer } from './viewer.ts';
import { id, type Row } from './shapes.ts';

/** The kinds of update shown to a person until they have seen it. It says what changed and by whom; details are on its page. */
export type UpdateKind =
  | 'shift-added'
  | 'shift-removed'
  | 'shift-moved'
  | 'shift-cancelled'
  | 'swap-taken'
  | 'swap-exchanged'
  | 'swap-refused'
  | 'swap-lapsed'
  | 'swap-undone'
  | 'place-emptied'
  | ListeningUpdateKind
  | 'link-requested'
  | 'change-proposed'
  | 'change-declined'
  | 'roles-changed'
  | 'induction-changed'
  | 'email-changed'
  | 'sign-ins-ended'
  | 'link-used'
  | 'passkey-added'
  | 'passkey-removed'
  | 'password-changed'
  | 'password-removed'
  | 'app-added'
  | 'app-removed'
  | 'codes-made'
  | 'code-used'
  | 'codes-refused'
  | 'page-proposed'
  | 'page-to-read'
  | 'manual-changed'
  | 'service-proposed'
  | FaultUpdateKind
  | 'gathering-planned'
  | 'gathering-moved'
  | 'gathering-cancelled'
  | 'gathering-cannot'
  | 'gathering-agreed'
  | MeetingUpdateKind
  | SeriesUpdateKind
  | StepUpdateKind
  | ListUpdateKind
  | PlanUpdateKind;
/** Somebody asks to listen along in a shift of the recipient’s; the recipient listens along, because both said yes, or does not after all. */
export type ListeningUpdateKind = 'listening-asked' | 'listening-agreed' | 'listening-ended';
export type ListUpdateKind = 'list-proposed' | 'list-agreed' | 'list-declined';
/**
 * A meeting with a caller that does not take place, or to which somebody else goes. It is not named: its place and times are erased sooner
 * than what people were told.
 */
export type MeetingUpdateKind =
  'meeting-refused' | 'meeting-lapsed' | 'meeting-cancelled' | 'meeting-without-you';
/** A series of meetings with one person, which is not named. */
export type SeriesUpdateKind = 'series-offered' | 'series-ended';
export type StepUpdateKind = 'step-shared' | 'step-asked' | 'step-answered';
/** What became of something that the recipient found wrong with a service. */
export type FaultUpdateKind = 'fault-corrected' | 'fault-settled';
export type PlanUpdateKind = 'plan-drafted' | 'plan-to-review' | 'plan-ended';

export type PersonalUpdate = Row & {
  /** The recipient. */
  personId: string;
  kind: UpdateKind;
  /** The person it is about; null if it is about a shift. */
  aboutId: string | null;
  shiftId: string | null;
  /** The page of the manual that it is about; null for none. */
  pageId: string | null;
  /** The one-to-one or meeting that it is about; null for none. */
  gatheringId: string | null;
  /** Null if the host did it at the admin shell. */
  by: string | null;
  /** What they wrote to the person about it; null for nothing. */
  words: string | null;
  at: string;
  seenAt: string | null;
};

export const updateCommands = {
  /** Sent by the recipient. Repeating it has no effect. */
  'update:seen': v.strictObject({ updateId: id }),
};
export type UpdateNews = { 'update:changed': PersonalUpdate };

/** Visible to its recipient only; null for everybody else. */
export const updateAsSeenBy = (viewer: Viewer, update: PersonalUpdate): PersonalUpdate | null =>
  update.personId === viewer.id ? update : null;
