import * as v from 'valibot';
import { holdsPlaceIn, type Viewer } from './people.ts';
import { id, slugsOf, type Row } from './shapes.ts';

/** What a supporter says of themselves on the board, in the words their partner reads. */
export const ownStateWords = {
  ready: 'Ready',
  'on-a-call': 'On a call',
  'writing-up': 'Writing up',
  'taking-a-break': 'Taking a break',
  'stepped-away': 'Stepped away',
} as const;
export type OwnState = keyof typeof ownStateWords;

export const feelingWords = {
  'going-fine': 'Going fine',
  'finding-it-hard': 'Finding it hard',
  'nearly-done': 'Nearly done',
} as const;
export type Feeling = keyof typeof feelingWords;

/** One supporter in one shift: whether they are there, and how they say it is going. */
export type Presence = Row & {
  shiftId: string;
  personId: string;
  firstName: string;
  joinedAt: string;
  leftAt: string | null;
  connected: boolean;
  /** When this person's browser was last heard; shown only while it is not connected. */
  lastHeardAt: string;
  state: OwnState;
  stateSince: string;
  feeling: Feeling | null;
};

export const presenceCommands = {
  'shift:join': v.strictObject({ shiftId: id }),
  'shift:leave': v.strictObject({ shiftId: id }),
  /** Left out or null, `feeling` says nothing. */
  'state:set': v.strictObject({
    state: v.picklist(slugsOf(ownStateWords)),
    feeling: v.optional(v.nullable(v.picklist(slugsOf(feelingWords)))),
  }),
};
export type PresenceNews = { 'presence:changed': Presence };

/** The board is for the pair. Managers learn from the shift itself who is there, and nothing of how it is going. */
export const presenceAsSeenBy = (viewer: Viewer, presence: Presence): Presence | null =>
  holdsPlaceIn(viewer, presence.shiftId) ? presence : null;
