import * as v from 'valibot';
import { wasPlacedAt, type Viewer } from './viewer.ts';
import { id, instant, type Row } from './shapes.ts';
import { slugsOf } from './slugs.ts';

/** The states that a supporter can set, in the words their partner reads. */
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

/** One supporter in one shift: whether they are connected, and the state they set. */
export type Presence = Row & {
  shiftId: string;
  personId: string;
  firstName: string;
  joinedAt: string;
  leftAt: string | null;
  connected: boolean;
  /** Time of the last heartbeat of this person's browser; shown only while it is not connected. */
  lastHeardAt: string;
  state: OwnState;
  stateSince: string;
  feeling: Feeling | null;
  /** When a person on a break or away said they would be back, ISO 8601; null if they did not. */
  backAt: string | null;
  /** Whether a break is offered, after a call that was hard. False for everybody but the person. */
  offerBreak: boolean;
};

/** How long a break is, in milliseconds, unless somebody says otherwise. */
export const breakMs = 10 * 60_000;

export const awayStates: readonly OwnState[] = ['taking-a-break', 'stepped-away'];

/** Milliseconds without a connection after which a person counts as away. A shorter absence is a reload or a network glitch. */
const goneAfterMs = 5 * 60_000;

type Whereabouts = Pick<Presence, 'leftAt' | 'connected' | 'lastHeardAt'>;

/** Since when a person who joined a shift is absent, in ISO 8601; null while they are there. `now` is in milliseconds since 1970. */
export function goneSince({ leftAt, connected, lastHeardAt }: Whereabouts, now: number): string | null {
  if (leftAt !== null) return leftAt;
  return !connected && now - Date.parse(lastHeardAt) >= goneAfterMs ? lastHeardAt : null;
}

export const presenceCommands = {
  'presence:join': v.strictObject({ shiftId: id }),
  'presence:leave': v.strictObject({ shiftId: id }),
  /** Null or left out, `feeling` is cleared. */
  'presence:set': v.strictObject({
    state: v.picklist(slugsOf(ownStateWords)),
    feeling: v.optional(v.nullable(v.picklist(slugsOf(feelingWords)))),
    /** Stored only with one of `awayStates` and if it is in the future. A break that was to be over by now is not begun. */
    backAt: v.optional(v.nullable(instant)),
  }),
};
export type PresenceNews = { 'presence:changed': Presence };

/**
 * Visible to the pair, except for a person who left before the viewer was placed; to whoever listens along, the state and since when.
 * Null for everybody else. Managers learn only from the shift who is there.
 */
export function presenceAsSeenBy(viewer: Viewer, presence: Presence): Presence | null {
  if (viewer.besideIds.includes(presence.shiftId)) return asSeenBeside(presence);
  const isMine = presence.personId === viewer.id;
  if (!wasPlacedAt(viewer, presence.shiftId, isMine ? null : presence.leftAt)) return null;
  return isMine ? presence : { ...presence, offerBreak: false };
}

/** Neither how a call is going nor when somebody came or comes back. */
const asSeenBeside = (presence: Presence): Presence => ({
  ...presence,
  ...{ joinedAt: presence.stateSince, lastHeardAt: presence.stateSince },
  ...{ feeling: null, backAt: null, offerBreak: false },
});
