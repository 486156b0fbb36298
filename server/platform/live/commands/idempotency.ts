import { eq, sql } from 'drizzle-orm';
import { commands } from '#drizzle/schema/commands';
import { helplines } from '#drizzle/schema/helplines';
import { sessions } from '#drizzle/schema/sessions';
import { protocol } from '#shared/protocol';
import { refusals, type Reply } from '#shared/refusals';
import { signInHours } from '#shared/sign-ins';
import type { Actor } from '#shared/viewer';
import type { SignedIn } from '../../auth/sign-ins.ts';
import type { Db, Tx } from '../../database/db.ts';
import { installation } from '../../encryption/installation.ts';
import { sealedTable } from '../../encryption/sealed-table.ts';
import { textAt } from '../../encryption/words-in.ts';
import { preparedSql } from '../../database/prepared.ts';
import type { Identity } from '../../identity.ts';

/** The fields of a command as received, with its id and time. */
export type Sent = Record<string, unknown>;

/** One command as it arrived; see `digestOf`. */
export type CommandKey = { id: string; digest: string };

/** `version` is null if a command with this id was carried out or refused before. */
export type BeganCommand = { version: number | null; actor: Actor };

/** Stored replies are sealed, because the sentence of a refusal can name people. */
export const sealedReceipts = sealedTable(commands, {
  columns: { reply: textAt('message') },
  scopeOf: () => ({ helplineId: null, purpose: 'receipts', subjectId: installation }),
});

const value = (name: string) => sql.placeholder(name);

/** Digests can be compared only where both were made under the same version of the wire, in which the names are the same. */
const comparable = `${protocol}:`;

/**
 * Covers the sender and all fields as sent, so that two servers, of which one knows a field that the other does not, compute
 * the same. Empty values (false, null, empty) count as left out, and the time is not covered. `digest` is keyed: a few
 * guesses would find a short content again.
 */
export function digestOf(
  personId: string,
  name: string,
  sent: Sent,
  digest: (content: string) => string,
): string {
  const fields = Object.entries(sent).filter(
    ([field, value]) => !envelope.has(field) && saysSomething(value),
  );
  const content = JSON.stringify([personId, name, fields.sort(([one], [other]) => (one < other ? -1 : 1))]);
  return comparable + digest(content);
}

const envelope = new Set(['commandId', 'at']);
const saysSomething = (value: unknown) =>
  value !== undefined &&
  value !== false &&
  value !== null &&
  value !== '' &&
  !(Array.isArray(value) && value.length === 0);

/**
 * Writes the receipt and takes the helpline's next version; the lock on its row serialises commands. The database raises `scope`
 * whenever what anybody in the helpline may do changes, so a sender cached under the same number is still valid.
 */
const begin = preparedSql<{ version: number | null; scope: number | null; signed_in: boolean }>(
  () => sql`
    with receipt as (
      insert into ${commands} (id, helpline_id, person_id, digest, reply, at)
      values (${value('id')}, ${value('helplineId')}, ${value('personId')}, ${value('digest')}, '{"ok":true}', ${value('at')}::timestamptz)
      on conflict (id) do nothing returning 1
    ), claimed as (
      update ${helplines} set change = change + 1
      where id = ${value('helplineId')} and exists (select from receipt) returning change, scope
    )
    select claimed.change::float8 as version, claimed.scope::float8 as scope, exists (
      select from ${sessions} sign_in where sign_in.id_hash = ${value('sessionHash')} and sign_in.expires_at > ${value('at')}::timestamptz
        and sign_in.created_at > ${value('at')}::timestamptz - make_interval(hours => ${signInHours})
    ) as signed_in
    from (select) as one left join claimed on true`,
);

/** Cached senders by their connection's sign-in, with the scope and the period for which they are valid. */
const remembered = new WeakMap<SignedIn, { actor: Actor; scope: number; from: number; until: number }>();

/**
 * Everything a command needs before it starts. Null if the sender is no longer signed in. The sender is read again if the helpline's
 * scope, or the time, says that they may have changed; both are read in the command's own transaction.
 */
export async function beginCommand(
  tx: Tx,
  asker: SignedIn,
  { id, digest }: CommandKey,
  { now, actorOf }: { now: Date; actorOf: Identity['actor'] },
): Promise<BeganCommand | null> {
  const { helplineId, personId, sessionHash } = asker;
  const at = now.toISOString();
  const [begun] = await begin(tx, { id, digest, helplineId, personId, sessionHash, at });
  if (!begun!.signed_in) return null;
  const { version, scope } = begun!;
  const known = remembered.get(asker);
  const stillRight =
    known && known.scope === scope && known.from <= now.getTime() && now.getTime() < known.until;
  if (stillRight) return { version, actor: known.actor };

  const found = await actorOf(tx, asker, now);
  if (!found) return null;
  const { actor, holdsUntil } = found;
  if (scope !== null)
    remembered.set(asker, { actor, scope, from: now.getTime(), until: holdsUntil ?? Infinity });
  return { version, actor };
}

/**
 * The stored reply for this id; a conflict if the id was used with other content. A receipt from an older version of the
 * protocol cannot be compared by content: the same id of the same person is then the same command.
 */
export async function storedReply(db: Db | Tx, personId: string, { id, digest }: CommandKey): Promise<Reply> {
  const [stored] = await db
    .select({ id: commands.id, digest: commands.digest, personId: commands.personId, reply: commands.reply })
    .from(commands)
    .where(eq(commands.id, id));
  const isSame =
    stored?.personId === personId && (stored.digest === digest || !stored.digest.startsWith(comparable));
  if (!isSame) return { ok: false, code: 'conflict', message: refusals.conflict };
  return withSentence((await sealedReceipts.openOne(db, stored)).reply);
}

/** Omits the sentence if it is the default of the code. */
const withoutSentence = (reply: Reply) =>
  !reply.ok && reply.message === refusals[reply.code] ? ({ ok: false, code: reply.code } as Reply) : reply;

const withSentence = (reply: Reply): Reply =>
  reply.ok ? reply : { ...reply, message: reply.message ?? refusals[reply.code] };

/** Stores a refusal, so that the same id gets it again. Returns the reply already stored if another came first. */
export async function storeRefusal(
  db: Db,
  asker: SignedIn,
  commandKey: CommandKey,
  reply: Reply,
  now: Date,
): Promise<Reply> {
  const { helplineId, personId } = asker;
  const receipt = { ...commandKey, helplineId, personId, reply: withoutSentence(reply), at: now };
  const [stored] = await db
    .insert(commands)
    .values(await sealedReceipts.seal(db, receipt))
    .onConflictDoNothing()
    .returning({ id: commands.id });
  return stored ? reply : storedReply(db, asker.personId, commandKey);
}
