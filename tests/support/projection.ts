import type { Welcome } from '#shared/contract';
import type { Noun } from '#shared/nouns';
import type { Row } from '#shared/shapes';
import type { Client } from './client.ts';
import { nounOf, nouns } from './nouns.ts';

export type Kept = Record<Noun, Row[]>;

/** The state of a page that received these events in this order: the highest version of each row; a welcome since 0 starts afresh. */
export function projectionOf(client: Pick<Client, 'events' | 'heard' | 'welcomes'>): Kept {
  const [heard, welcomes] = [client.heard.values(), client.welcomes.values()];
  let kept = keep([]);
  for (const event of client.events) {
    if (event === 'welcome') {
      const welcome = welcomes.next().value!;
      if (welcome.since === 0) kept = keep([]);
      for (const noun of nouns) for (const row of welcome[noun]) kept.add(noun, row);
    } else if (event in nounOf) {
      const { name, row } = heard.next().value!;
      kept.add(nounOf[name], row);
    }
  }
  return kept.rows();
}

/** The rows of one welcome, in the order of `projectionOf`. */
export const rowsOf = (...welcomes: Welcome[]): Kept =>
  projectionOf({ welcomes, heard: [], events: welcomes.map(() => 'welcome') });

function keep(first: [string, Row][]) {
  const rows = new Map(nouns.map((noun) => [noun as string, new Map(first)]));
  return {
    add(noun: string, row: Row) {
      const known = rows.get(noun)!;
      if ((known.get(row.id)?.version ?? -1) <= row.version) known.set(row.id, row);
    },
    rows: () =>
      Object.fromEntries(
        [...rows].map(([noun, byId]) => [
          noun,
          [...byId.values()]
            .filter(isShown)
            .map(asShown)
            .sort((a, b) => (a.id < b.id ? -1 : 1)),
        ]),
      ) as Kept,
  };
}

/** A flag that was taken back is as if it had not been raised, and what somebody was told is gone once it was seen. */
const isShown = (row: Row & { state?: string; reason?: string; aboutId?: string | null; seenAt?: string }) =>
  !(row.state === 'withdrawn' && row.reason !== undefined) && !(row.aboutId !== undefined && row.seenAt);

/** Heartbeats are recorded every few seconds without news, and shown only while a person is not connected. */
const asShown = (row: Row & { connected?: boolean }): Row =>
  row.connected ? Object.assign({}, row, { lastHeardAt: 'connected' }) : row;
