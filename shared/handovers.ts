import * as v from 'valibot';
import { holdsPlaceIn, isA, wasPlacedAt, type Viewer } from './viewer.ts';
import { id, writtenText, type Row } from './shapes.ts';
import { slugsOf } from './slugs.ts';

export const handoverKindWords = {
  'keep-in-mind': 'Keep in mind',
  'call-back': 'Call back promised',
  'manual-wrong': 'Wrong in the manual',
  kit: 'The bag',
} as const;
export type HandoverKind = keyof typeof handoverKindWords;

/** What one shift hands over to the next: that it was sent, and that it was accepted. Its lines are rows of their own. */
export type Handover = Row & {
  shiftId: string;
  shiftStartsAt: string;
  /** The next shift laid out, and its start; null where there is none. */
  toShiftId: string | null;
  toStartsAt: string | null;
  /** The people of that shift, until its window closes. Each viewer sees only their own id. */
  toIds: string[];
  finishedBy: string | null;
  finishedAt: string | null;
  /** Null with a time in `acceptedAt`: it needed nobody, because it is empty or the next two are the same two. */
  acceptedBy: string | null;
  acceptedAt: string | null;
};

/** One thing that the next pair should know. */
export type HandoverLine = Row & {
  shiftId: string;
  kind: HandoverKind;
  words: string;
  /** The call whose record it opens to the next pair; null for none. */
  callId: string | null;
  by: string;
  /** Null until its writer finishes the handover: nobody else sees it before. */
  sentAt: string | null;
  /** When its writer took it out, which erases its words. */
  droppedAt: string | null;
  /** What one of the next pair asked about it, and what its writer answered; null for nothing. */
  question: string | null;
  askedBy: string | null;
  answer: string | null;
  /** As in `Handover`. */
  toIds: string[];
};

/** The most lines that one person can hand over from one shift. */
export const mostLines = 40;
/** Minutes after the end of a shift at which its two are reminded of a handover that is not finished. */
export const remindMinutes = 30;
/** Minutes after the start of the next shift at which its two, and then the manager on call, are told that it is not accepted. */
export const acceptMinutes = { pair: 15, manager: 30 };

const ofShift = v.strictObject({ shiftId: id });

export const handoverCommands = {
  /** A line of one's own, unseen until `handover:finish`. With `callId` it will open that record, read only, to the next pair. */
  'handover:line': v.strictObject({
    lineId: id,
    shiftId: id,
    kind: v.picklist(slugsOf(handoverKindWords)),
    words: writtenText,
    callId: v.optional(id),
  }),
  'handover:drop': v.strictObject({ lineId: id }),
  /** Sends one's own lines to the next pair. Without any: nothing to hand over. May be repeated with more lines. */
  'handover:finish': ofShift,
  /** By one of the next pair. `shiftId` is the shift that hands over. */
  'handover:accept': ofShift,
  /** One question about a line, by one of the next pair, for its writer. */
  'handover:ask': v.strictObject({ lineId: id, words: writtenText }),
  'handover:answer': v.strictObject({ lineId: id, words: writtenText }),
};
export type HandoverNews = { 'handover:changed': Handover };
export type HandoverLineNews = { 'handoverLine:changed': HandoverLine };

/** Visible to both pairs, while the window of each is open or still to come; to managers without who did what. Null otherwise. */
export function handoverAsSeenBy(viewer: Viewer, handover: Handover): Handover | null {
  const seen = { ...handover, toIds: onlyMine(viewer, handover) };
  if (holdsPlaceIn(viewer, handover.shiftId) || handover.toIds.includes(viewer.id)) return seen;
  return isA(viewer, 'manager') ? { ...seen, finishedBy: null, acceptedBy: null } : null;
}

/** Visible to its writer; once sent, to the shift partner of that time and to the next pair. Null for everybody else. */
export function handoverLineAsSeenBy(viewer: Viewer, line: HandoverLine): HandoverLine | null {
  const isSent = line.sentAt !== null;
  const isForThem = line.toIds.includes(viewer.id) || wasPlacedAt(viewer, line.shiftId, line.sentAt);
  return line.by === viewer.id || (isSent && isForThem) ? { ...line, toIds: onlyMine(viewer, line) } : null;
}

const onlyMine = (viewer: Viewer, { toIds }: { toIds: string[] }) => toIds.filter((id) => id === viewer.id);

/** When the two of the next shift, or the manager on call, are told, in milliseconds since 1970; null where nothing waits to be accepted. */
export function acceptanceDueAt(handover: Handover, whom: keyof typeof acceptMinutes): number | null {
  const { finishedAt, acceptedAt, toStartsAt } = handover;
  if (finishedAt === null || acceptedAt !== null || toStartsAt === null) return null;
  return Math.max(Date.parse(finishedAt), Date.parse(toStartsAt)) + acceptMinutes[whom] * 60_000;
}
