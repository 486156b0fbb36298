import * as v from 'valibot';
import { id, lineUpTo, type Row, shortText, slug, version, writtenText } from './shapes.ts';
import { isA, type Viewer } from './viewer.ts';

/** A public place where a caller can be met: a café, a library, the gate of a park. Never a home, never a car. */
export type MeetingPlace = Row & {
  name: string;
  /** The address in words. */
  address: string;
  /** A slug of the list of boroughs. */
  borough: string;
  /** When it is open, and how to leave it, in words. */
  opening: string;
  wayOut: string;
  /** Whether a telephone works there. */
  signal: boolean;
  retiredAt: string | null;
};

/** The most places of a helpline, with those that are not offered any more. */
export const mostMeetingPlaces = 100;

const name = lineUpTo('listWord');
const fields = {
  placeId: id,
  name,
  address: writtenText,
  borough: slug,
  opening: shortText,
  wayOut: shortText,
  signal: v.boolean(),
};

export const meetingPlaceCommands = {
  'meetingPlace:add': v.strictObject(fields),
  /** `basedOn`: the version of the place that the sender saw. `retired: false` offers it again. */
  'meetingPlace:change': v.strictObject({
    ...fields,
    retired: v.optional(v.literal(false)),
    basedOn: v.optional(version),
  }),
  /** It is not offered any more. Meetings that are arranged there stay as they are. */
  'meetingPlace:retire': v.strictObject({ placeId: id }),
};
export type MeetingPlaceNews = { 'meetingPlace:changed': MeetingPlace };

/** Managers. */
export const mayKeepPlaces = (viewer: Viewer): boolean => isA(viewer, 'manager');

/** Visible to supporters and managers of the helpline; null for everybody else. */
export const meetingPlaceAsSeenBy = (viewer: Viewer, place: MeetingPlace): MeetingPlace | null =>
  isA(viewer, 'supporter') || isA(viewer, 'manager') ? place : null;
