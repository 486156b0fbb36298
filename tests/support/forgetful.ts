import type { PgTable } from 'drizzle-orm/pg-core';
import type { Db, Tx } from '#server/platform/database/db';
import type { Identity } from '#server/platform/identity';
import { nouns } from '#server/nouns';
import { openRegistry } from '#server/platform/live/registry';
import { roles } from '#shared/viewer';

/** The database for a server that has forgotten to ask who reads: selects from these tables have lost their `where`. */
export const forgetful = (db: Db, tables: PgTable[]): Db =>
  overriding(db, {
    transaction: (work: (tx: Tx) => Promise<unknown>, config?: object) =>
      db.transaction((tx) => work(withoutWhere(tx, tables)), config),
  });

const withoutWhere = (tx: Tx, tables: PgTable[]): Tx =>
  overriding(tx, {
    select: (...columns: []) => {
      const builder = tx.select(...columns);
      return overriding(builder, {
        from: (table: PgTable) => {
          const query = builder.from(table);
          return tables.includes(table) ? Object.assign(query, { where: () => query }) : query;
        },
      });
    },
  });

function overriding<Real extends object>(real: Real, changed: object): Real {
  return new Proxy(real, {
    get: (target, key) => Reflect.get(Object.hasOwn(changed, key) ? changed : target, key) as unknown,
  });
}

/** For the same server, everybody has every role and takes part in these shifts. */
export const withEveryRole = (identity: Identity, shiftIds: string[]): Identity => ({
  ...identity,
  viewers: async (tx, personIds, now) =>
    (await identity.viewers(tx, personIds, now)).map((viewer) => ({
      ...viewer,
      roles: [...roles],
      shiftIds,
      placedAt: {},
      talkIds: shiftIds,
    })),
});

/** And no row is withheld from anybody. */
export const withoutFilters = () =>
  openRegistry(
    Object.fromEntries(
      Object.entries(nouns).map(([name, noun]) => [
        name,
        { ...noun, asSeenBy: (_viewer: never, row: never) => row },
      ]),
    ) as unknown as typeof nouns,
  );
