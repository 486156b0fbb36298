import type { Row } from './shapes.ts';
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

export type MeetingPlaceNews = { 'meetingPlace:changed': MeetingPlace };

/** Managers. */
export const mayKeepPlaces = (viewer: Viewer): boolean => isA(viewer, 'manager');

/** Visible to supporters and managers of the helpline; null for everybody else. */
export const meetingPlaceAsSeenBy = (viewer: Viewer, place: MeetingPlace): MeetingPlace | null =>
  isA(viewer, 'supporter') || isA(viewer, 'manager') ? place : null;
