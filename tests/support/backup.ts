import { spawn } from 'node:child_process';
import { and, eq, isNull } from 'drizzle-orm';
import { expect } from 'vitest';
import { auditCheckpoints } from '#drizzle/schema/audit-log';
import { assumptions, costCopies } from '#drizzle/schema/costs';
import { authenticatorApps, passkeys, recoveryCodes } from '#drizzle/schema/credentials';
import { debriefCounts } from '#drizzle/schema/debriefs';
import { erasures } from '#drizzle/schema/erasures';
import { seedTrial } from '#drizzle/seed';
import { feedback, feedbackQuestions, feedbackReplies, feedbackSettings } from '#drizzle/schema/feedback';
import { legalHolds } from '#drizzle/schema/legal-holds';
import { monthlyCounts } from '#drizzle/schema/monthly-counts';
import { meetingCounts } from '#drizzle/schema/meetings';
import { logExports } from '#drizzle/schema/log-exports';
import { presences } from '#drizzle/schema/presence';
import { seriesCounts } from '#drizzle/schema/series';
import { reports } from '#drizzle/schema/reports';
import { sealRows } from '#server/sealed-tables';
import type { Db } from '#server/platform/database/db';
import { projectRoot } from '#server/platform/root';
import { compiled } from './compiled.ts';
import { busyEvening } from './evening.ts';
import { eventually } from './eventually.ts';
import { newId, openHelpline, type Helpline } from './helpline.ts';
import { noCosts, noFigures } from './reports.ts';
import { onDatabase } from './on-database.ts';
import { insertSealed } from './opened.ts';
import { openTestServer } from './test-server.ts';

/** A test server with the eight weeks of the trial, and another helpline with an evening in which every command was sent. */
export async function populatedServer() {
  const testServer = await openTestServer();
  await seedTrial(testServer.db, testServer.clock.now(), sealRows);
  const helpline = await openHelpline(testServer);
  const clients = await helpline.connectAll('ana', 'ben', 'cai', 'mo', 'nan', 'sue');
  const evening = await busyEvening(helpline, clients);
  await evening.swap();
  const lastYear = { month: '2025-11', urgency: 'now' as const, asked: 3, held: 2 };
  await testServer.db.insert(debriefCounts).values({ ...lastYear, helplineId: helpline.id });
  const kept = { month: '2025-11', what: 'call-backs' as const, slug: 'in-time', count: 1 };
  await testServer.db.insert(monthlyCounts).values({ ...kept, helplineId: helpline.id });
  const met = { helplineId: helpline.id, month: '2025-11', borough: 'lambeth', held: 1 };
  await testServer.db.insert(meetingCounts).values(met);
  const ended = { helplineId: helpline.id, month: '2025-11', kind: 'workbook' as const, ended: 1 };
  await testServer.db.insert(seriesCounts).values(ended);
  const earlier = { helplineId: helpline.id, personId: newId(), at: testServer.clock.now() };
  await testServer.db.insert(erasures).values(earlier);
  const hold = {
    setBy: helpline.ids.mo,
    setAt: earlier.at,
    until: new Date(earlier.at.getTime() + 86_400_000),
  };
  const held = { id: newId(), helplineId: helpline.id, callId: newId(), reason: 'An enquiry', ...hold };
  await insertSealed(testServer.db, legalHolds, [held]);
  const taken = { takenBy: helpline.ids.mo, takenAt: earlier.at, fromDay: '2026-11-09', toDay: '2026-11-15' };
  const figures = {
    id: newId(),
    helplineId: helpline.id,
    ...taken,
    format: 'csv' as const,
    reason: 'A funder',
  };
  await insertSealed(testServer.db, logExports, [figures]);
  const report = { period: '2025', madeBy: helpline.ids.mo, madeAt: earlier.at, figures: noFigures };
  await testServer.db.insert(reports).values({ id: newId(), helplineId: helpline.id, ...report });
  await addCosts(testServer.db, helpline);
  await addFeedback(testServer.db, helpline);
  const beginning = { helplineId: helpline.id, number: 0, hash: '0'.repeat(64) };
  await testServer.db.insert(auditCheckpoints).values(beginning);
  await addWaysToSignIn(testServer.db, helpline.ids.mo, testServer.clock.now());
  helpline.leaveAll();
  // That they are gone is recorded after they are; from then on nothing changes by itself.
  const { helplineId, connected, leftAt } = presences;
  const here = and(eq(helplineId, helpline.id), eq(connected, true), isNull(leftAt));
  await eventually(async () => expect(await testServer.db.$count(presences, here)).toBe(0));
  return { testServer, helpline };
}

/** An assumption and a copy of costs. */
async function addCosts(db: Db, { id: helplineId, ids }: Pick<Helpline, 'id' | 'ids'>): Promise<void> {
  const [setAt, madeAt] = [new Date('2026-01-05T10:00:00Z'), new Date('2026-01-05T11:00:00Z')];
  const value = { key: 'pay' as const, low: 13, high: 15, source: 'Payroll', onDay: '2026-01-05' };
  await insertSealed(db, assumptions, [{ id: newId(), helplineId, ...value, setBy: ids.mo, setAt }]);
  const copy = { period: '2025', madeBy: ids.mo, madeAt, ...noCosts };
  await insertSealed(db, costCopies, [{ id: newId(), helplineId, ...copy }]);
}

/** A public page with a question, something that was said, and an answer. */
async function addFeedback(db: Db, { id: helplineId, ids }: Pick<Helpline, 'id' | 'ids'>): Promise<void> {
  await db.insert(feedbackSettings).values({ helplineId, isOn: true, readerId: ids.ana });
  const [by, at] = [ids.mo, new Date('2026-01-05T10:00:00Z')];
  const question = { id: newId(), words: 'Hurried?', options: ['Yes', 'No'], state: 'agreed' as const };
  await db
    .insert(feedbackQuestions)
    .values({ ...question, helplineId, proposedBy: by, proposedAt: at, settledBy: ids.ana });
  const said = { quarter: '2026-Q1', dueOn: '2026-01-12', answers: { [question.id]: 0 }, words: 'Good' };
  await insertSealed(db, feedback, [{ id: newId(), helplineId, ...said }]);
  const reply = { said: 'It took long', did: 'Two answer now', quarter: '2026-Q1' };
  await db
    .insert(feedbackReplies)
    .values({ id: newId(), helplineId, ...reply, writtenBy: by, writtenAt: at });
}

/** One of each besides a password. */
async function addWaysToSignIn(db: Db, personId: string, createdAt: Date): Promise<void> {
  const passkey = { id: newId(), personId, name: 'A phone', counter: 0, createdAt };
  await db.insert(passkeys).values({ ...passkey, credentialId: newId(), publicKey: 'AAAA' });
  await insertSealed(db, authenticatorApps, [{ personId, secret: 'ABCD', createdAt }]);
  await db.insert(recoveryCodes).values({ personId, codeHash: newId() });
}

/** Takes, verifies or restores a backup in its own process, which can be killed and has little memory. */
export async function startBackupChild(what: 'take' | 'verify' | 'restore', url: string, file: string) {
  const program = await compiled('tests/support/backup-child.ts');
  return spawn(process.execPath, ['--max-old-space-size=64', program, what, url, file], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

export type Collection = Record<string, string[]>;

/** The tables in which a row matches these words. */
export const tablesWith = (words: RegExp, tables: Collection): string[] =>
  Object.keys(tables).filter((table) => tables[table]!.some((row) => words.test(row)));

/** Every row of every table as text, the way psql would show it, with versions counted from the beginning of `epoch`. */
export async function everyRow(url: string, epoch = 0): Promise<Collection> {
  return onDatabase(url, async (sql) => {
    const tables = await sql<{ name: string; counts: string[] }[]>`select tables.table_name as name,
        array(select column_name::text from information_schema.columns columns
         where columns.table_schema = 'public' and columns.table_name = tables.table_name and column_name in ('version', 'change')
         order by 1) as counts
      from information_schema.tables tables where table_schema = 'public' order by 1`;
    const rows: Collection = {};
    for (const { name, counts } of tables) {
      const since = epoch * 1_000_000_000;
      const counted = counts.reduce(
        (before, column) => sql`${before}, ${sql(column)} - ${since}::bigint as ${sql(`counted_${column}`)}`,
        sql``,
      );
      const found = await sql<{ text: string }[]>`
        select (to_jsonb(t) - 'version' - 'change' - 'told_to')::text as text from (select * ${counted} from ${sql(name)}) t order by 1`;
      rows[name] = found.map(({ text }) => text);
    }
    return rows;
  });
}
