import { getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Db, Tx } from '../database/db.ts';
import type { DataKeys } from './data-keys.ts';
import { dataKeysOf } from './sealed-database.ts';
import type { Words } from './words-in.ts';
import { keyNameIn, openValue, SealBroken, sealValue } from './sealed-value.ts';
import type { DataKey, KeyScope } from './wrapping.ts';

type Row<Table extends PgTable> = Table['$inferSelect'];
/** The fields of a row that decide its key. */
type Whose = Record<string, unknown>;

export type Sealing<Table extends PgTable> = {
  /** The sealed columns, and where each holds text. */
  columns: { [Column in keyof Row<Table>]?: Words };
  /** The key scope of a row. */
  scopeOf: (row: Row<Table>) => KeyScope;
  /** The column that identifies a row; `id` by default. */
  rowId?: keyof Row<Table> & string;
  /** Columns by which a sealed value can still be looked up, from the row before it was sealed. */
  digestsOf?: (row: Row<Table>, digest: DataKeys['digest']) => Partial<Row<Table>>;
};

export type SealedTable = {
  table: PgTable;
  columns: Record<string, Words>;
  rowId: string;
  digestsOf: (row: object, digest: DataKeys['digest']) => object;
  /** The values of an insertion or a change, sealed. `row`: the row they belong to, as far as its scope needs it. */
  seal: <Values extends object>(tx: Db | Tx, values: Values, row?: Whose) => Promise<Values>;
  /** The same for whole rows, with few queries for all their keys. */
  sealAll: <Values extends object>(tx: Db | Tx, rows: Values[]) => Promise<Values[]>;
  /** Seals stored rows as far as they are not sealed yet. */
  sealStored: <Values extends object>(tx: Db | Tx, rows: Values[]) => Promise<Values[]>;
  /** Decrypts rows; reads their keys in one query. Throws `SealBroken`. */
  open: <Opened extends object>(tx: Db | Tx, rows: Opened[]) => Promise<Opened[]>;
  openOne: <Opened extends object>(tx: Db | Tx, row: Opened) => Promise<Opened>;
  /** The same for lists: logs and omits a damaged row, so that it does not hide the others. */
  openWhole: <Opened extends object>(tx: Db | Tx, rows: Opened[]) => Promise<Opened[]>;
};

/** Seals some columns of a table. Its values are bound to their row by `rowId`. */
export function sealedTable<Table extends PgTable>(table: Table, sealing: Sealing<Table>): SealedTable {
  const name = getTableName(table);
  const columns = Object.entries(sealing.columns) as [string, Words][];
  const { scopeOf, rowId = 'id' } = sealing;
  const digestsOf: SealedTable['digestsOf'] = (row, digest) =>
    sealing.digestsOf?.(row as Row<Table>, digest) ?? {};
  return {
    table,
    columns: Object.fromEntries(columns),
    rowId,
    digestsOf,
    seal,
    sealAll,
    sealStored,
    open,
    openOne,
    openWhole,
  };

  function seal<Values extends object>(tx: Db | Tx, values: Values, row: Whose = {}): Promise<Values> {
    return sealWords(tx, values, row, () => true);
  }

  async function sealAll<Values extends object>(tx: Db | Tx, rows: Values[]): Promise<Values[]> {
    await prepareKeys(tx, rows);
    return Promise.all(rows.map((row) => seal(tx, row)));
  }

  async function sealStored<Values extends object>(tx: Db | Tx, rows: Values[]): Promise<Values[]> {
    await prepareKeys(tx, rows);
    return Promise.all(rows.map((row) => sealWords(tx, row, {}, (words) => keyNameIn(words) === null)));
  }

  async function prepareKeys(tx: Db | Tx, rows: object[]): Promise<void> {
    const withWords = rows.filter((row) => columns.some((column) => hasWords(row, column)));
    if (withWords.length === 0) return;
    await dataKeysOf(tx).prepareKeys(
      tx,
      withWords.map((row) => scopeOf(row as Row<Table>)),
    );
  }

  async function sealWords<Values extends object>(
    tx: Db | Tx,
    values: Values,
    row: Whose,
    isToSeal: (words: string) => boolean,
  ): Promise<Values> {
    const changed = columns.filter((column) => hasWords(values, column));
    if (changed.length === 0) return values;
    const whole: Whose = { ...row, ...values };
    const keys = dataKeysOf(tx);
    const key = await keys.keyFor(tx, scopeOf(whole));
    const place = (column: string) => ({ table: name, column, rowId: String(whole[rowId]) });
    return {
      ...values,
      ...digestsOf(whole, keys.digest),
      ...onEach(values, changed, (words, column) =>
        isToSeal(words) ? sealValue(key, place(column), words) : words,
      ),
    };
  }

  async function open<Opened extends object>(tx: Db | Tx, rows: Opened[]): Promise<Opened[]> {
    const keys = await keysOf(tx, rows);
    return rows.map((row) => opened(row, keys));
  }

  async function openOne<Opened extends object>(tx: Db | Tx, row: Opened): Promise<Opened> {
    const [found] = await open(tx, [row]);
    return found!;
  }

  async function openWhole<Opened extends object>(tx: Db | Tx, rows: Opened[]): Promise<Opened[]> {
    const keys = await keysOf(tx, rows);
    return rows.flatMap((row) => {
      try {
        return [opened(row, keys)];
      } catch (error) {
        if (!(error instanceof SealBroken)) throw error;
        dataKeysOf(tx).report(name, idOf(row), error);
        return [];
      }
    });
  }

  function keysOf(tx: Db | Tx, rows: object[]) {
    const names = new Set<string>();
    for (const row of rows)
      onEach(row, columns, (value) => {
        const name = keyNameIn(value);
        if (name !== null) names.add(name);
        return value;
      });
    return names.size === 0 ? new Map<string, DataKey>() : dataKeysOf(tx).load(tx, names);
  }

  function idOf(row: object): string {
    return String((row as Record<string, unknown>)[rowId]);
  }

  function opened<Opened extends object>(row: Opened, keys: ReadonlyMap<string, DataKey>): Opened {
    const words = onEach(row, columns, (value, column) => {
      const key = keys.get(keyNameIn(value) ?? '');
      if (!key) throw new SealBroken('The key of a sealed value is not there.');
      return openValue(key, { table: name, column, rowId: idOf(row) }, value);
    });
    return { ...row, ...words };
  }
}

function hasWords(values: object, [column, wordsIn]: [string, Words]): boolean {
  let found = false;
  wordsIn((values as Record<string, unknown>)[column], (words) => ((found = true), words));
  return found;
}

/** These columns of a row with their texts changed. Omits columns that the row does not have. */
function onEach(row: object, columns: [string, Words][], change: (words: string, column: string) => string) {
  const values = row as Record<string, unknown>;
  return Object.fromEntries(
    columns.flatMap(([column, wordsIn]) =>
      values[column] === undefined
        ? []
        : [[column, wordsIn(values[column], (words) => change(words, column))]],
    ),
  );
}
