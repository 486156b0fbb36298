import type { Noun } from '#shared/nouns';
import { isDeepStrictEqual } from 'node:util';
import type { Welcome } from '#shared/contract';
import type { Row } from '#shared/shapes';
import { nouns, type Told } from './history.ts';

/**
 * The differences between what a page shows and a fresh welcome. `first` is a first welcome, which brings only
 * the end of long lists; `all` holds everything there is, so whatever else the page still has must be in it.
 */
export function differencesBetween({ view, waiting }: Told, first: Welcome, all: Welcome): string[] {
  const asShown = (noun: Noun, rows: Row[]) =>
    noun === 'calls' && waiting > 0 ? rows.flatMap(asFarAsSent) : asKept(noun, rows);
  return nouns.flatMap((noun) => {
    const shown = asShown(noun, view[noun]);
    const must = asShown(noun, asOnTheWire(first[noun]));
    const may = new Map(asShown(noun, asOnTheWire(all[noun])).map((row) => [row.id, row]));
    const byId = new Map(shown.map((row) => [row.id, row]));
    return [
      ...must
        .filter((row) => !isDeepStrictEqual(byId.get(row.id), row))
        .map(({ id, version }) => {
          const found = byId.get(id);
          return found
            ? `${noun} ${id} is ${version} and shown as ${found.version}.`
            : `${noun} ${id} ${version} is not shown.`;
        }),
      ...shown
        .filter((row) => !isDeepStrictEqual(may.get(row.id), row))
        .map(
          ({ id, version }) =>
            `${noun} ${id} is shown as ${version}, and is ${may.get(id)?.version ?? 'not there'}.`,
        ),
    ];
  });
}

/** Signals taken back are not shown, and the last heartbeat only while a person is not connected. */
function asKept(noun: Noun, rows: (Row & { connected?: boolean; loweredAt?: string | null })[]): Row[] {
  if (noun === 'signals') return rows.filter(({ loweredAt }) => loweredAt === null);
  if (noun !== 'presences') return rows;
  return rows.map((row) => (row.connected ? { ...row, lastHeardAt: '' } : row));
}

/** A page shows a call the way it will be once everything said about it has arrived. */
const asFarAsSent = ({ id, version }: Row): Row[] => (version === 0 ? [] : [{ id, version }]);

const asOnTheWire = (rows: Row[]) => JSON.parse(JSON.stringify(rows)) as Row[];
