import { eq, lte, sql } from 'drizzle-orm';
import { knownPlaces, signInTries } from '#drizzle/schema/guesses';
import type { Db } from '../database/db.ts';
import { preparedSql } from '../database/prepared.ts';

/** Keyed hashes: `pair` of an e-mail address and a network, `network` of the network, `place` of the pair as a known place. */
export type TryKeys = { pair: string; network: string; place: string };
export type Counted = { isKnown: boolean; waitMs: number };
type Row = { is_known: boolean; wait_ms: number };

/** Tries that cause no wait, within an hour of one another. */
const free = { pair: 5, network: 30 };
const rememberedMs = 3_600_000;
const placesRememberedMs = 90 * 86_400_000;

/**
 * Counts a try in one statement, so that concurrent tries, also at other servers, are counted one after the other. At a known
 * place the network is not counted. A try that the network refuses creates no row for its e-mail address.
 */
export async function countTry(db: Db, { pair, network, place }: TryKeys, now: Date): Promise<Counted> {
  const values = {
    pair,
    network,
    place,
    now: now.toISOString(),
    old: before(now, rememberedMs).toISOString(),
  };
  const [row] = await statement(db, values);
  return { isKnown: row!.is_known, waitMs: row!.wait_ms };
}

/** Counts a try under one key alone, of which `most` cause no wait. Returns the wait in milliseconds. */
export async function countOneTry(db: Db, key: string, most: number, now: Date): Promise<number> {
  const old = before(now, rememberedMs).toISOString();
  const [row] = await oneStatement(db, { key, first: 1 - most, now: now.toISOString(), old });
  return row!.wait_ms;
}

/** Doubles the wait after each try beyond the free ones: a second, two, four, at most a minute. */
const upserted = sql`
  on conflict (key_hash) do update set
    beyond = case
      when sign_in_tries.last_at <= ${sql.placeholder('old')}::timestamptz then excluded.beyond
      when sign_in_tries.not_before > excluded.last_at then sign_in_tries.beyond
      else sign_in_tries.beyond + 1 end,
    not_before = case
      when sign_in_tries.last_at <= ${sql.placeholder('old')}::timestamptz then excluded.not_before
      when sign_in_tries.not_before > excluded.last_at then sign_in_tries.not_before
      when sign_in_tries.beyond < -1 then excluded.not_before
      else excluded.last_at + least(60, power(2, least(6, sign_in_tries.beyond + 1))) * interval '1 second' end,
    wait_ms = greatest(0, extract(epoch from sign_in_tries.not_before - excluded.last_at) * 1000)::int,
    last_at = excluded.last_at
  returning wait_ms`;

const statement = preparedSql<Row>(
  () => sql`
    with known as (select 1 from known_places where key_hash = ${sql.placeholder('place')}),
    by_network as (
      insert into sign_in_tries (key_hash, beyond, not_before, last_at)
      select ${sql.placeholder('network')}, ${sql.raw(String(1 - free.network))}, ${sql.placeholder('now')}::timestamptz, ${sql.placeholder('now')}::timestamptz
      where not exists (select from known)
      ${upserted}
    ),
    by_pair as (
      insert into sign_in_tries (key_hash, beyond, not_before, last_at)
      select ${sql.placeholder('pair')}, ${sql.raw(String(1 - free.pair))}, ${sql.placeholder('now')}::timestamptz, ${sql.placeholder('now')}::timestamptz
      where not exists (select from by_network where wait_ms > 0)
      ${upserted}
    )
    select exists (select from known) as is_known, greatest(
      coalesce((select wait_ms from by_network), 0), coalesce((select wait_ms from by_pair), 0)) as wait_ms`,
);

const oneStatement = preparedSql<Pick<Row, 'wait_ms'>>(
  () => sql`
    insert into sign_in_tries (key_hash, beyond, not_before, last_at)
    values (${sql.placeholder('key')}, ${sql.placeholder('first')}::int, ${sql.placeholder('now')}::timestamptz, ${sql.placeholder('now')}::timestamptz)
    ${upserted}`,
);

/** Uncounts a successful try, of the network or of one key. */
export async function takeBackTry(db: Db, key: string): Promise<void> {
  await db
    .update(signInTries)
    .set({ beyond: sql`greatest(${signInTries.beyond} - 1, ${-free.network})` })
    .where(eq(signInTries.keyHash, key));
}

export async function deleteTries(db: Db, pair: string): Promise<void> {
  await db.delete(signInTries).where(eq(signInTries.keyHash, pair));
}

export async function rememberPlace(db: Db, place: string, now: Date): Promise<void> {
  await db
    .insert(knownPlaces)
    .values({ keyHash: place, lastAt: now })
    .onConflictDoUpdate({ target: knownPlaces.keyHash, set: { lastAt: now } });
}

export async function eraseOldTries(db: Db, now: Date): Promise<number> {
  const tries = await db.delete(signInTries).where(lte(signInTries.lastAt, before(now, rememberedMs)));
  const places = await db.delete(knownPlaces).where(lte(knownPlaces.lastAt, before(now, placesRememberedMs)));
  return tries.count + places.count;
}

const before = (now: Date, ms: number) => new Date(now.getTime() - ms);
