import type { Sql } from 'postgres';
import { startEmbedded } from '#server/platform/database/embedded/start';
import { messages } from '#drizzle/schema/messages';
import type { Db } from '#server/platform/database/db';
import { keySourceOf } from '#server/platform/encryption/key-source';
import { openEncryption } from '#server/platform/encryption/open';
import { openSealedDatabase } from '#server/platform/encryption/sealed-database';
import { openLogger } from '#server/platform/logger';
import { sealedTables } from '#server/sealed-tables';
import type { HostedServer } from '../support/hosted-server.ts';
import { onDatabase } from '../support/on-database.ts';
import { insertSealed } from '../support/opened.ts';

/** Asks the database of a server from the side, while it serves. */
export async function aside<Found>(
  { dataDir }: HostedServer,
  ask: (sql: Sql) => Promise<Found>,
): Promise<Found> {
  const embedded = await startEmbedded({ dir: dataDir });
  try {
    return await onDatabase(embedded.url, ask);
  } finally {
    await embedded.stop();
  }
}

/** As many messages as a long night has, the two taking turns, the last one a minute ago. */
export async function fillTalk(server: HostedServer, count: number): Promise<void> {
  const [shift] = await aside(
    server,
    (sql) => sql<{ id: string; helplineId: string; version: number; ana: string; ben: string; now: Date }[]>`
      select shift.id, shift.helpline_id as "helplineId", helpline.change::float8 as version, ana.id as ana, ben.id as ben, now()
      from shifts shift
      join helplines helpline on helpline.id = shift.helpline_id
      join people ana on ana.first_name = 'Ana'
      join people ben on ben.first_name = 'Ben'
      where shift.starts_at <= now() and shift.ends_at > now()`,
  );
  const { id: shiftId, helplineId, version, ana, ben, now } = shift!;
  const rows = Array.from({ length: count }, (_, index) => {
    const line = index + 1;
    const at = new Date(now.getTime() - (count - line + 1) * 60_000);
    const [from, to] = line % 3 === 0 ? [ana, ben] : [ben, ana];
    const times = { sentAt: at, receivedAt: at, seenAt: now };
    const id = crypto.randomUUID();
    return { id, helplineId, version, shiftId, from, to, body: `Line ${line}`, covered: false, ...times };
  });
  await asideSealed(server, (db) => insertSealed(db, messages, rows));
}

/** The same with the server's own keys, for what is sealed. */
async function asideSealed(server: HostedServer, ask: (db: Db) => Promise<unknown>): Promise<void> {
  const { dataDir } = server;
  const none = { databaseUrl: undefined, keyFile: undefined, encryptionKeys: undefined };
  const embedded = await startEmbedded({ dir: dataDir });
  const { url: databaseUrl } = embedded;
  const source = keySourceOf({ ...none, dataDir });
  const log = openLogger('silent');
  const dataKeys = await openEncryption({ databaseUrl, source, tables: sealedTables, log });
  const { db, close } = openSealedDatabase(databaseUrl, dataKeys);
  try {
    await ask(db);
  } finally {
    await close();
    await embedded.stop();
  }
}
