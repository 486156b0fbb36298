import { longest } from './limits.ts';
import { type Row } from './shapes.ts';

export const gatheringKindWords = {
  'one-to-one': 'One-to-one',
  team: 'Team meeting',
  group: 'Group supervision',
} as const;
export type GatheringKind = keyof typeof gatheringKindWords;
export type GatheringState = 'planned' | 'held' | 'cancelled';

/** A one-to-one, a team meeting or a group supervision: when and where it is, and what became of it. What is said there are lines. */
export type Gathering = Row & {
  kind: GatheringKind;
  state: GatheringState;
  startsAt: string;
  minutes: number;
  /** Where, or how, such as a room or a telephone number; null for nothing. */
  place: string | null;
  /** Who planned it and leads it. Their name is known to everybody who may see it. */
  ledBy: string;
  /** The other one of a one-to-one; null for a meeting. */
  withId: string | null;
  /** Who has said that they come, and who cannot. Of a meeting, those who do not lead it see only themselves. */
  comingIds: string[];
  cannotIds: string[];
  /** Who has said that what is written is right: both of a one-to-one, a supervisor of a group supervision. */
  confirmedIds: string[];
  /** Who has read what was decided without them. Each viewer sees only themselves. */
  caughtUpIds: string[];
  /** What was agreed and is somebody’s to do. */
  followUpIds: string[];
};

/** The parts of what is written. `brought` holds what people shared from their own lists. */
export type GatheringSection =
  'how-you-are' | 'role' | 'went-well' | 'to-learn' | 'agenda' | 'brought' | 'themes' | 'agreed';

/** The sections of each kind, in the order in which they are shown. */
export const sectionsOf: Record<GatheringKind, readonly GatheringSection[]> = {
  'one-to-one': ['how-you-are', 'role', 'went-well', 'to-learn', 'brought', 'agreed'],
  team: ['agenda', 'brought', 'agreed'],
  group: ['brought', 'themes'],
};

/** One thing that somebody wrote or brought. Without `by` nobody knows whose it is. */
export type GatheringLine = Row & {
  gatheringId: string;
  kind: GatheringKind;
  section: GatheringSection;
  words: string;
  /** Who wrote it: known to both of a one-to-one; in a meeting only to the writer. */
  by: string | null;
  /** The first name, where the writer wished it to stand there. */
  byName: string | null;
  at: string;
  /** It was taken out, and its words are erased. */
  struck: boolean;
  /** The two of a one-to-one; empty for a meeting. */
  between: string[];
};

/** A time that could be proposed, and how many of those invited cannot come then. */
export type ProposedTime = { startsAt: string; cannot: number; of: number };

/** Days after its start for which the lines of a gathering are in a first welcome. Older ones are fetched when it is opened. */
export const linesSentDays = 60;
/** The longest of a gathering, in minutes. */
export const mostMinutes = 480;
/** The most lines that one person can have in one gathering. */
export const mostGatheringLines = 40;
/** The most things agreed in one go. */
export const mostAgreed = 10;
/** The longest place, in characters. */
export const longestPlace = longest.line;

export type GatheringNews = { 'gathering:changed': Gathering };
export type GatheringLineNews = { 'gatheringLine:changed': GatheringLine };
