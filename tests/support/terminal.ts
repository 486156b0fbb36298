import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import { invitations, people } from '#drizzle/schema/people';
import { answer } from '#server/admin/answer';
import { openSealedDatabase } from '#server/platform/encryption/sealed-database';
import { openLogger } from '#server/platform/logger';
import { openChange } from '#server/platform/live/commands/change';
import { freshDatabase } from './database.ts';
import { openTestKeys, testKey } from './keys.ts';

/** A terminal at a fixed time, with a folder for files, on the database at `url` or on one of its own. */
export async function sitAtTerminal(now: Date, url?: string) {
  const server = url === undefined ? await freshDatabase() : { url, drop: () => Promise.resolve() };
  const { db, close } = openSealedDatabase(server.url, await openTestKeys(server.url));
  const folder = await mkdtemp(join(tmpdir(), 'alongside-admin-'));
  return {
    db,
    folder,
    types: typingAt(server.url, folder, () => now),
    async helplineCalled(name: string) {
      const [found] = await db.select().from(helplines).where(eq(helplines.name, name));
      return found!;
    },
    async personAt(email: string) {
      const [found] = await db
        .select()
        .from(people)
        .leftJoin(invitations, eq(invitations.personId, people.id))
        .where(eq(people.email, email));
      return { ...found!.people, invitation: found!.invitations };
    },
    async leave() {
      await close();
      await server.drop();
      await rm(folder, { recursive: true });
    },
  };
}

/** Runs a command line on a database and returns its output; quoted words stay together. */
export function typingAt(databaseUrl: string, folder: string, clock: () => Date) {
  return async (line: string) => {
    const said: string[] = [];
    const complained: string[] = [];
    const code = await answer(wordsIn(line), {
      settings: {
        databaseUrl,
        dataDir: folder,
        keyFile: undefined,
        encryptionKeys: testKey,
        origins: ['https://line.example', 'http://localhost'],
        trial: false,
      },
      log: openLogger('silent'),
      clock,
      folder,
      changing: (given) => openChange({ db: given, clock }),
      say: (text) => said.push(text),
      complain: (text) => complained.push(text),
    });
    return { code, said: said.join('\n'), complained: complained.join('\n') };
  };
}
export type Terminal = Awaited<ReturnType<typeof sitAtTerminal>>;

/** What a refusal looks like: one sentence, nothing else, exit code 2. */
export const refusedWith = (sentence: string) => ({ code: 2, said: '', complained: sentence });

const wordsIn = (line: string) =>
  [...line.matchAll(/"([^"]*)"|\S+/g)].map(([word, inQuotes]) => inQuotes ?? word);
