import { createHash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { commands } from '#drizzle/schema/commands';
import { helplines } from '#drizzle/schema/helplines';
import { people } from '#drizzle/schema/people';
import { presences } from '#drizzle/schema/presence';
import { places, shifts } from '#drizzle/schema/shifts';
import { sessions } from '#drizzle/schema/sessions';
import type { Role } from '#shared/people';
import { refusals, type Reply } from '#shared/refusals';
import { closesHoursAfter } from '#shared/shifts';
import { absoluteHours } from '../../auth/adapter.ts';
import type { SignedIn } from '../../auth/sign-ins.ts';
import type { Actor } from './command.ts';
import type { Db, Tx } from '../../database/db.ts';
import { nextBoundary, openShiftIds, placedAt, talkIds } from '../../../people/window-queries.ts';
import { preparedSql } from '../../database/prepared.ts';

/** One command as it arrived. `digest` covers who asks and everything asked, and not when it is said to have happened. */
export type CommandKey = { id: string; digest: string };

/** `version` is null where a command with this id has been carried out, or refused, before. */
export type BeganCommand = { version: number | null; actor: Actor };

type ActorRow = {
  first_name: string;
  roles: Role[];
  shift_ids: string[];
  placed_at: Record<string, string>;
  talk_ids: string[];
  joined_id: string | null;
  starts_at: number;
  ends_at: number;
  partner_id: string | null;
  partner_name: string;
  /** Null: nothing of theirs begins or ends by itself. */
  holds_until: number | null;
};

const value = (name: string) => sql.placeholder(name);

export const digestOf = (personId: string, name: string, fields: unknown) =>
  createHash('sha256')
    .update(JSON.stringify([personId, name, fields]))
    .digest('hex');

/**
 * Writes the receipt and takes the helpline's next version; its row lock is what makes commands take turns. `scope` is raised by
 * the database whenever what somebody of the helpline may do changes, so a sender remembered under the same number is still right.
 */
const begin = preparedSql<{ version: number | null; scope: number | null; signed_in: boolean }>(
  () => sql`
    with receipt as (
      insert into ${commands} (id, helpline_id, person_id, digest, reply, at)
      values (${value('id')}, ${value('helplineId')}, ${value('personId')}, ${value('digest')}, '{"ok":true}', ${value('at')}::timestamptz)
      on conflict (id) do nothing returning 1
    ), turn as (
      update ${helplines} set change = change + 1
      where id = ${value('helplineId')} and exists (select from receipt) returning change, scope
    )
    select turn.change::float8 as version, turn.scope::float8 as scope, exists (
      select from ${sessions} sign_in where sign_in.id_hash = ${value('sessionHash')} and sign_in.expires_at > ${value('at')}::timestamptz
        and sign_in.created_at > ${value('at')}::timestamptz - make_interval(hours => ${absoluteHours})
    ) as signed_in
    from (select) as one left join turn on true`,
);

/** The sender as the database knows them, and until when time alone changes nothing of it. */
const lookUp = preparedSql<ActorRow>(
  () => sql`
    select asker.first_name, asker.roles,
      ${openShiftIds(sql`asker.id`, value('at'))} as shift_ids, ${placedAt(sql`asker.id`, value('at'))} as placed_at,
      ${talkIds(sql`asker.id`, value('at'))} as talk_ids, joined.id as joined_id, joined.partner_id, joined.partner_name,
      (extract(epoch from joined.starts_at) * 1000)::float8 as starts_at,
      (extract(epoch from joined.ends_at) * 1000)::float8 as ends_at,
      (extract(epoch from ${nextBoundary(sql`asker.id`, value('at'))}) * 1000)::float8 as holds_until
    from ${people} asker
    left join lateral (
      select shift.id, shift.starts_at, shift.ends_at, partner.id as partner_id, partner.first_name as partner_name
      from ${presences} presence join ${shifts} shift on shift.id = presence.shift_id
      join ${places} place on place.shift_id = shift.id and place.person_id = presence.person_id
      left join ${places} other on other.shift_id = shift.id and other.person_id <> asker.id
      left join ${people} partner on partner.id = other.person_id
      where presence.person_id = asker.id and presence.left_at is null
        and shift.ends_at > ${value('at')}::timestamptz - make_interval(hours => ${closesHoursAfter})
      order by shift.starts_at desc limit 1
    ) joined on true
    where asker.id = ${value('personId')} and asker.suspended_at is null`,
);

/** Senders by their connection's sign-in, with the scope and the time for which that is right. */
const remembered = new WeakMap<SignedIn, { actor: Actor; scope: number; from: number; until: number }>();

/**
 * Everything a command needs before it starts. Null for a sender no longer signed in. The sender is looked up where the helpline's
 * scope, or the time, says that they may have changed; both are read in the command's own transaction.
 */
export async function beginCommand(
  tx: Tx,
  asker: SignedIn,
  { id, digest }: CommandKey,
  now: Date,
): Promise<BeganCommand | null> {
  const { helplineId, personId, sessionHash } = asker;
  const at = now.toISOString();
  const [turn] = await begin(tx, { id, digest, helplineId, personId, sessionHash, at });
  if (!turn!.signed_in) return null;
  const { version, scope } = turn!;
  const known = remembered.get(asker);
  const stillRight =
    known && known.scope === scope && known.from <= now.getTime() && now.getTime() < known.until;
  if (stillRight) return { version, actor: known.actor };

  const [row] = await lookUp(tx, { personId, at });
  if (!row) return null;
  const actor = actorIn(row, asker);
  if (scope !== null)
    remembered.set(asker, { actor, scope, from: now.getTime(), until: row.holds_until ?? Infinity });
  return { version, actor };
}

const actorIn = (row: ActorRow, { personId, helplineId }: SignedIn): Actor => ({
  id: personId,
  helplineId,
  firstName: row.first_name,
  roles: row.roles,
  shiftIds: row.shift_ids,
  placedAt: row.placed_at,
  talkIds: row.talk_ids,
  joined:
    row.joined_id === null
      ? null
      : {
          id: row.joined_id,
          startsAt: new Date(row.starts_at),
          endsAt: new Date(row.ends_at),
          partner: row.partner_id === null ? null : { id: row.partner_id, firstName: row.partner_name },
        },
});

/** What was answered before under this id; a conflict where the id came with other content. */
export async function storedReply(db: Db | Tx, { id, digest }: CommandKey): Promise<Reply> {
  const [stored] = await db
    .select({ digest: commands.digest, reply: commands.reply })
    .from(commands)
    .where(eq(commands.id, id));
  return stored?.digest === digest
    ? stored.reply
    : { ok: false, code: 'conflict', message: refusals.conflict };
}

/** A no is kept like a yes: the same id hears it again. Returns what stands, should another answer have come first. */
export async function keepRefusal(
  db: Db,
  asker: SignedIn,
  order: CommandKey,
  reply: Reply,
  now: Date,
): Promise<Reply> {
  const receipt = { ...order, helplineId: asker.helplineId, personId: asker.personId, reply, at: now };
  const [kept] = await db
    .insert(commands)
    .values(receipt)
    .onConflictDoNothing()
    .returning({ id: commands.id });
  return kept ? reply : storedReply(db, order);
}
