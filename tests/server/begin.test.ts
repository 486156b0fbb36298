import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDatabase, type Database, type Tx } from '#server/platform/database/db';
import { preparedWithCommit } from '#server/platform/database/prepared';
import { enoughForLocks, freshDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';

let own: Awaited<ReturnType<typeof freshDatabase>>;
let database: Database;
beforeAll(async () => {
  own = await freshDatabase(enoughForLocks);
  database = openDatabase(own.url);
  await database.db.execute(
    sql`create table lines (id int primary key, after int references lines deferrable initially deferred)`,
  );
});
beforeEach(() => database.db.execute(sql`delete from lines`));
afterAll(async () => {
  await database.close();
  await own.drop();
});

/** More than the pool has connections: one that was not given back would be missed. */
const often = Array.from({ length: 40 }, (_, index) => index);
const add = (tx: Tx, id: number, after: number | null = null) =>
  tx.execute(sql`insert into lines values (${id}, ${after})`);
const addWithCommit = preparedWithCommit(() => sql`insert into lines values (${sql.placeholder('id')})`);
const stored = async () =>
  (await database.db.execute(sql`select id from lines order by id`)).map(({ id }) => id);

test('a transaction keeps what it wrote, and one that sends nothing ends too', async () => {
  expect(await database.db.transaction(async (tx) => (await add(tx, 1)).count)).toBe(1);
  expect(await database.db.transaction(() => Promise.resolve('nothing'))).toBe('nothing');
  expect(await stored()).toEqual([1]);
});

test('one whose work throws leaves nothing, however often', async () => {
  for (const id of often)
    await expect(
      database.db.transaction(async (tx) => {
        await add(tx, id);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
  expect(await stored()).toEqual([]);
});

test('one whose work goes on after a failed statement is not taken for done', async () => {
  for (const id of often)
    await expect(
      database.db.transaction(async (tx) => {
        await add(tx, id);
        await add(tx, id).catch(() => {});
      }),
    ).rejects.toThrow('Rolled back');
  expect(await stored()).toEqual([]);
});

test('one that is refused at its commit says why, and gives its connection back', async () => {
  for (const id of often)
    await expect(database.db.transaction((tx) => add(tx, id, 99))).rejects.toThrow(/foreign key/);
  expect(await stored()).toEqual([]);
});

test('more than there are connections for wait for one another', async () => {
  await Promise.all(often.map((id) => database.db.transaction((tx) => add(tx, id))));
  expect(await stored()).toHaveLength(often.length);
});

test('what is under way when the pool is closed is finished, and nothing begins any more', async () => {
  const other = openDatabase(own.url);
  const underWay = other.db.transaction((tx) => add(tx, 7));
  await other.close();
  await underWay;
  expect(await stored()).toEqual([7]);
  await expect(other.db.transaction((tx) => add(tx, 8))).rejects.toMatchObject({ code: 'CONNECTION_ENDED' });
});

test('a transaction within one is taken back by itself', async () => {
  await database.db.transaction(async (tx) => {
    await add(tx, 1);
    await expect(
      tx.transaction(async (inner) => {
        await add(inner, 2);
        await inner.transaction((innermost) => add(innermost, 3));
        await add(inner, 1);
      }),
    ).rejects.toThrow(/Failed query/);
    await tx.transaction((inner) => add(inner, 4));
  });
  expect(await stored()).toEqual([1, 4]);
});

test('what is sent with the commit is kept, with what was written before it', async () => {
  for (const id of often)
    await database.db.transaction(async (tx) => {
      await add(tx, id);
      addWithCommit(tx, { id: id + 100 });
    });
  expect(await stored()).toEqual([...often, ...often.map((id) => id + 100)]);
});

test('where it fails, the transaction is refused with its error, and leaves nothing', async () => {
  const uniqueViolation = { code: '23505' };
  for (const id of often)
    await expect(
      database.db.transaction(async (tx) => {
        await add(tx, id);
        addWithCommit(tx, { id });
        addWithCommit(tx, { id: id + 100 });
      }),
    ).rejects.toMatchObject(uniqueViolation);
  expect(await stored()).toEqual([]);
});

test('where the work throws after it, it leaves nothing either', async () => {
  for (const id of often)
    await expect(
      database.db.transaction((tx) => {
        addWithCommit(tx, { id });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
  expect(await stored()).toEqual([]);
});

test('where it fails in a transaction within one, the outer one goes on', async () => {
  await database.db.transaction(async (tx) => {
    await add(tx, 1);
    await expect(
      tx.transaction((inner) => {
        addWithCommit(inner, { id: 1 });
        return Promise.resolve();
      }),
    ).rejects.toMatchObject({ code: '23505' });
    await tx.transaction((inner) => Promise.resolve(addWithCommit(inner, { id: 2 })));
  });
  expect(await stored()).toEqual([1, 2]);
});

test('where it fails before it is sent, the transaction is refused, and nothing of it is kept', async () => {
  for (const id of often) {
    const done = database.db.transaction(async (tx) => {
      await add(tx, id);
      addWithCommit(tx, { id: Symbol('not to be sent') });
    });
    await expect(done).rejects.toThrow();
  }
  expect(await stored()).toEqual([]);
});

test('a statement that PostgreSQL has forgotten is not repeated after the commit, and the next one works', async () => {
  const all = () =>
    Promise.all(
      often.map((id) => database.db.transaction((tx) => Promise.resolve(addWithCommit(tx, { id })))),
    );
  await all();
  await database.db.execute(sql`delete from lines`);
  const done = database.db.transaction(async (tx) => {
    await tx.execute(sql`deallocate all`);
    addWithCommit(tx, { id: 1 });
  });
  await expect(done).rejects.toMatchObject({ routine: 'FetchPreparedStatement' });
  expect(await stored()).toEqual([]);
  await all();
  expect(await stored()).toEqual(often);
});

test('a transaction that has ended sends nothing more', async () => {
  let late: Tx;
  await database.db.transaction((tx) => {
    late = tx;
    return Promise.resolve();
  });
  await expect(add(late!, 1)).rejects.toMatchObject({ cause: new Error('This transaction has ended.') });
  expect(await stored()).toEqual([]);
});

test('another connection that ends breaks no transaction', async () => {
  const other = openDatabase(own.url);
  const pidOf = async (tx: Tx) =>
    (await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`))[0]!.pid;
  let goOn = () => {};
  const ended = new Promise<void>((resolve) => (goOn = resolve));
  let begun = () => {};
  const isUnderWay = new Promise<void>((resolve) => (begun = resolve));
  const underWay = other.db.transaction(async (tx) => {
    await add(tx, 1);
    begun();
    await ended;
    await add(tx, 2);
  });
  await isUnderWay;
  const idle = await other.db.transaction(pidOf);
  await database.db.execute(sql`select pg_terminate_backend(${idle}, 10_000)`);
  goOn();
  await underWay;
  expect(await stored()).toEqual([1, 2]);
  await other.close();
});

test('one that waits for a connection while another connection breaks is refused in the end', async () => {
  const other = openDatabase(own.url);
  let goOn = () => {};
  const ended = new Promise<void>((resolve) => (goOn = resolve));
  const pids: number[] = [];
  const fill = () =>
    other.db.transaction(async (tx) => {
      pids.push((await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`))[0]!.pid);
      await ended;
    });
  const filled = Promise.allSettled(Array.from({ length: 16 }, fill));
  await eventually(() => expect(pids).toHaveLength(16));
  const waits = other.db.transaction((tx) => add(tx, 17));
  await database.db.execute(sql`select pg_terminate_backend(${pids[0]}, 10_000)`);
  await expect(waits).rejects.toMatchObject({ code: 'CONNECTION_ENDED' });
  await other.db.transaction((tx) => add(tx, 18));
  goOn();
  await filled;
  expect(await stored()).toEqual([18]);
  await other.close();
});
