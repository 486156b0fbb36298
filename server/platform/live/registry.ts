import type { CommandName, Rows } from '#shared/contract';
import { newsOf, type Commands, type News, type NewsName, type Noun } from '#shared/nouns';
import type { Row } from '#shared/shapes';
import type { Viewer } from '#shared/viewer';
import type { Tx } from '../database/db.ts';
import { openLatestVersions, type LatestVersions } from '../database/latest-version.ts';
import type { ReaderTx } from '../database/read-as.ts';
import type { NounDefinition, Nouns } from '../nouns.ts';
import type { Volatile, VolatileEvents } from '../volatile.ts';
import type { Handlers } from './commands/command.ts';

/** A changed row that has not been sent yet. */
export type PendingNews = { [Name in NewsName]: { name: Name; row: News[Name] } }[NewsName];

export type Registry = ReturnType<typeof openRegistry>;
type AnyNoun = Omit<NounDefinition<Noun>, 'asSeenBy' | 'changedSince'> & {
  asSeenBy: (viewer: Viewer, row: Row) => Row | null;
  changedSince: (tx: Tx, viewer: Viewer, since: number, now: Date) => Promise<Row[]>;
};

/** Looks nouns up by command, by news, or all at once. */
export function openRegistry(nouns: Nouns) {
  const all = Object.entries(nouns) as unknown as [Noun, AnyNoun][];
  const byNews = new Map(all.map(([noun, definition]) => [newsOf[noun] as NewsName, definition]));
  const nounOf = new Map(all.map(([noun]) => [newsOf[noun] as NewsName, noun]));
  const urgent = new Set<string>(all.flatMap(([, noun]) => noun.urgent ?? []));
  const volatile = Object.assign({}, ...all.map(([, noun]) => noun.volatile)) as VolatileEvents;
  return {
    commands: Object.assign({}, ...all.map(([, { commands }]) => commands)) as Commands,
    handlers: Object.assign({}, ...all.map(([, { handlers }]) => handlers)) as Handlers<CommandName>,
    visibleTo,
    rowsSince,
    holds,
    latestVersions: openLatestVersions(latestOf(all)),
    isUrgent: (name: string) => urgent.has(name),
    volatile: (name: string) => (Object.hasOwn(volatile, name) ? volatile[name as Volatile['name']] : null),
  };

  /** The row as this viewer may see it; null if they may not know of it, or only a newer server knows what it is. */
  function visibleTo(viewer: Viewer, name: NewsName, row: Row): Row | null {
    return byNews.get(name)?.asSeenBy(viewer, row) ?? null;
  }

  /** Whether these rows hold the row of this news, at the same version. */
  function holds(rows: Rows, { name, row }: PendingNews): boolean {
    const noun = nounOf.get(name);
    const ofNoun: Row[] = noun ? rows[noun] : [];
    return ofNoun.some(({ id, version }) => id === row.id && version === row.version);
  }

  /**
   * Every noun's visible rows that changed after `since`, read concurrently as far as there can be any by the latest versions. Omits
   * rows whose change this viewer cannot see.
   */
  async function rowsSince(
    tx: ReaderTx,
    viewer: Viewer,
    { since, latest, now }: { since: number; latest: LatestVersions; now: Date },
  ): Promise<Rows> {
    const lists = await Promise.all(
      all.map(async ([noun, { changedSince, asSeenBy }]) => {
        if ((latest[noun] ?? Infinity) <= since) return [noun, []] as const;
        const rows = (await changedSince(tx, viewer, since, now)).map((row) => asSeenBy(viewer, row));
        return [noun, rows.filter((row) => row !== null && row.version > since)] as const;
      }),
    );
    return Object.fromEntries(lists) as Rows;
  }
}

const latestOf = (all: [Noun, AnyNoun][]) =>
  Object.fromEntries(all.flatMap(([noun, { latest }]) => (latest ? [[noun, latest]] : [])));
