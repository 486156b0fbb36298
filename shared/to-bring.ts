import * as v from 'valibot';
import { id, writtenText, type Row } from './shapes.ts';
import type { Viewer } from './viewer.ts';

const toBringSources = ['debrief', 'call', 'flag', 'page'] as const;
export type ToBringSource = (typeof toBringSources)[number];

/** Something that a person wants to bring to a one-to-one or a meeting. Theirs alone; what they share is a line of the gathering. */
export type ToBring = Row & {
  personId: string;
  words: string;
  /** What it is about, for the person to find it again; null for nothing. Nobody else sees it. */
  about: { kind: ToBringSource; id: string } | null;
  at: string;
  /** The gathering to which it was brought, and the line there; null while it is private. */
  gatheringId: string | null;
  lineId: string | null;
  removed: boolean;
};

/** The most things on one list. */
export const mostToBring = 60;

export const toBringCommands = {
  'toBring:add': v.strictObject({
    toBringId: id,
    words: writtenText,
    about: v.optional(v.strictObject({ kind: v.picklist(toBringSources), id })),
  }),
  /** Shows the words, and nothing else, to those of this gathering. In a meeting without one’s name, unless `named`. */
  'toBring:share': v.strictObject({
    toBringId: id,
    gatheringId: id,
    lineId: id,
    named: v.optional(v.boolean(), false),
  }),
  /** Takes it out of the gathering again, until that has taken place. */
  'toBring:takeBack': v.strictObject({ toBringId: id }),
  /** Takes it off the list. What was shared stays shared. */
  'toBring:remove': v.strictObject({ toBringId: id }),
};
export type ToBringNews = { 'toBring:changed': ToBring };

/** Visible to the person only; null for everybody else. */
export const toBringAsSeenBy = (viewer: Viewer, toBring: ToBring): ToBring | null =>
  toBring.personId === viewer.id ? toBring : null;
