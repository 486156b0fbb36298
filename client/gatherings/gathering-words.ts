import { mayLead, nextDueOn } from '#shared/gathering-rules';
import {
  gatheringKindWords,
  type Gathering,
  type GatheringKind,
  type GatheringSection,
} from '#shared/gatherings';
import type { App } from '../app.ts';
import { dayAhead } from '../ui/moments.ts';

type Reads = Pick<App, 'me' | 'nameOf' | 'times' | 'clock' | 'viewer'>;

/** One-to-one with Ana; Team meeting */
export function titleOf({ kind, ledBy, withId }: Gathering, app: Pick<App, 'me' | 'nameOf'>): string {
  if (kind !== 'one-to-one') return gatheringKindWords[kind];
  return `One-to-one with ${app.nameOf(withId === app.me.id || withId === null ? ledBy : withId)}`;
}

/** Thursday 3 December, 10:00 to 11:00; tomorrow, 10:00 to 11:00 */
export function whenOf(
  { startsAt, minutes }: Gathering,
  { times, clock }: Pick<App, 'times' | 'clock'>,
): string {
  const endsAt = Date.parse(startsAt) + minutes * 60_000;
  return `${dayAhead(times, clock.now, startsAt)}, ${times.distinct(startsAt)} to ${times.distinct(endsAt)}`;
}

/** What those who lead a gathering read about the answers; null for everybody else, and while nobody has answered. */
export function answersOf(gathering: Gathering, app: Reads): string | null {
  if (gathering.state !== 'planned' || !mayLead(app.viewer, gathering)) return null;
  const names = (ids: string[]) => ids.map((id) => app.nameOf(id)).join(', ');
  const { comingIds, cannotIds } = gathering;
  const parts = [
    comingIds.length > 0 ? `Coming: ${names(comingIds)}.` : '',
    cannotIds.length > 0 ? `Cannot come: ${names(cannotIds)}.` : '',
  ];
  return parts.filter(Boolean).join(' ') || null;
}

/** Each part: its heading, what to write there, and who reads it. */
export const sectionWords: Record<GatheringSection, { heading: string; asks: string }> = {
  'how-you-are': { heading: 'How you are', asks: 'How you are, if you want to say (optional)' },
  role: { heading: 'Role and boundaries', asks: 'Something about the role, or about boundaries' },
  'went-well': { heading: 'What went well', asks: 'Something that went well' },
  'to-learn': { heading: 'What to learn', asks: 'Something to learn' },
  agenda: { heading: 'To talk about', asks: 'Something to talk about' },
  brought: { heading: 'Brought along', asks: '' },
  themes: { heading: 'Themes', asks: 'A theme to keep, without names' },
  agreed: { heading: 'What we agreed', asks: 'What was agreed' },
};

/** The latest of these that took place; undefined if none did. */
export const lastHeld = (all: Gathering[]): Gathering | undefined =>
  all.filter(({ state }) => state === 'held').toSorted((a, b) => b.startsAt.localeCompare(a.startsAt))[0];

export type Due = { dueOn: string | null; isOverdue: boolean; words: string };

/** When the next one is due after the last, by the helpline’s rhythm. */
export function dueAfter(
  last: Gathering | undefined,
  weeks: number,
  { times, clock }: Pick<App, 'times' | 'clock'>,
): Due {
  if (!last) return { dueOn: null, isOverdue: false, words: 'There was none yet.' };
  const dueOn = nextDueOn(times.date(last.startsAt), weeks);
  const before = `The last one was on ${times.dayAndMonth(last.startsAt)}.`;
  if (dueOn === null) return { dueOn, isOverdue: false, words: before };
  const isOverdue = dueOn < times.date(clock.now);
  const on = times.dayAndMonth(`${dueOn}T12:00Z`);
  return {
    dueOn,
    isOverdue,
    words: `${before} The next ${isOverdue ? 'was due by' : 'is due around'} ${on}.`,
  };
}

/** The setting that says how many weeks lie between two of a kind. */
export const weeksOf = (
  kind: GatheringKind,
  helpline: { oneToOneWeeks: number; teamWeeks: number; groupWeeks: number },
) => ({ 'one-to-one': helpline.oneToOneWeeks, team: helpline.teamWeeks, group: helpline.groupWeeks })[kind];
