import { within } from '../checker/healed.ts';
import type { InvariantName } from '../checker/judge.ts';
import type { FaultKind, Round } from '../plan.ts';

export type Edit = { file: string; from: string; to: string };
export type Bug = {
  name: string;
  edits: Edit[];
  /** Run on the database before. */
  sql?: string;
  rounds: Round[];
  caughtBy: InvariantName[];
  /** Milliseconds that pages get to come right: longer only where that they do not is the point. */
  patience?: number;
};

/** Rounds in which each of these happens to everyone in turn, a little later than the one before. */
const rounds = (count: number, lasts: number, ...kinds: [FaultKind, number?][]): Round[] =>
  Array.from({ length: count }, () => ({
    faults: kinds.map(([kind, who = 0], index) => ({
      kind,
      after: 300 + index * 500,
      lasts: 300,
      who,
      amount: 0.5,
    })),
    lasts,
  }));
const aWhile = (most: number) => `await new Promise((goOn) => setTimeout(goOn, Math.random() * ${most}));`;
const live = 'dist/server/live';

/** Mistakes that a server could have, and the rules that each of them breaks. */
export const bugs: Bug[] = [
  {
    name: 'a sequence in place of the counter',
    sql: 'create sequence if not exists planted_changes start 100',
    edits: [
      {
        file: `${live}/receipts.js`,
        from: `update \${helplines} set change = change + 1
      where id = \${asker.helplineId} and exists (select from receipt) returning change`,
        to: `select nextval('planted_changes') as change from receipt`,
      },
      {
        file: `${live}/changes.js`,
        from: 'sql `${helplines.change} + 1`',
        to: "sql `nextval('planted_changes')`",
      },
      {
        file: `${live}/changes.js`,
        from: 'return null;\n                });',
        to: `${aWhile(300)} return null;\n });`,
      },
      { file: `${live}/welcome.js`, from: 'import { eq } from', to: 'import { eq, sql } from' },
      {
        file: `${live}/welcome.js`,
        from: '.select({ change: helplines.change })',
        to: '.select({ change: sql`(select last_value::float8 from planted_changes)` })',
      },
    ],
    rounds: rounds(4, 2_500, ['cut', 0], ['cut', 2], ['other server', 3], ['cut', 0]),
    caughtBy: ['wholeWelcome', 'oneOrder'],
  },
  {
    name: 'an answer before the commit',
    edits: [
      {
        file: `${live}/hearing.js`,
        from: 'answer(await replyTo(socket, asked));',
        to: `answer({ ok: true }); ${aWhile(50)} await replyTo(socket, asked);`,
      },
    ],
    rounds: rounds(4, 2_000, ['kill a server', 0], ['kill a server', 1]),
    caughtBy: ['lost'],
  },
  {
    name: 'an answer before it is on the disk',
    edits: [
      {
        file: 'dist/server/db.js',
        from: 'statement_timeout: 5_000,',
        to: "statement_timeout: 5_000, synchronous_commit: 'off',",
      },
    ],
    rounds: rounds(5, 2_500, ['stop the database']),
    caughtBy: ['lost'],
  },
  {
    name: 'a command carried out as often as it comes',
    edits: [
      {
        file: `${live}/receipts.js`,
        from: 'on conflict (id) do nothing returning 1',
        to: 'on conflict (id) do update set at = excluded.at returning 1',
      },
    ],
    rounds: rounds(4, 3_000, ['duplicate', 2], ['duplicate', 3], ['duplicate', 0], ['duplicate', 2]).map(
      lastingLong,
    ),
    caughtBy: ['doubled'],
  },
  {
    name: 'news for everybody in the room',
    edits: [
      {
        file: `${live}/audience.js`,
        from: 'const seen = seenBy(viewer, name, row);',
        to: 'const seen = row;',
      },
    ],
    rounds: rounds(2, 1_500),
    caughtBy: ['overheard'],
  },
  {
    name: 'a welcome read at two moments',
    edits: [
      {
        file: `${live}/welcome.js`,
        from: "isolationLevel: 'repeatable read'",
        to: "isolationLevel: 'read committed'",
      },
      {
        file: `${live}/welcome.js`,
        from: 'const seen = (name, rows) =>',
        to: `${aWhile(300)} const later = await versionOf(tx, viewer.helplineId); const seen = (name, rows) =>`,
      },
      {
        file: `${live}/welcome.js`,
        from: 'version,\n            since: from,',
        to: 'version: later, since: from,',
      },
    ],
    rounds: rounds(4, 2_500, ['cut', 0], ['other server', 3], ['cut', 2], ['cut', 0]),
    caughtBy: ['wholeWelcome'],
  },
  {
    name: 'a failure answered with yes',
    edits: [
      {
        file: `${live}/changes.js`,
        from: 'await refuse(asker, order, refusal, now) : failed',
        to: 'await refuse(asker, order, refusal, now) : { ok: true }',
      },
    ],
    rounds: rounds(4, 2_500, ['stop the database'], ['end connections to the database']),
    caughtBy: ['lost'],
  },
  {
    name: 'no listening again after the line between the servers broke',
    edits: [
      {
        file: `${live}/cluster/line.js`,
        from: 'await ear.listen(channel, take, () => {',
        to: 'let times = 0; await ear.listen(channel, (body) => times < 2 && take(body), () => { if ((times += 1) > 1) return;',
      },
    ],
    rounds: [...rounds(1, 2_500, ['stop the database']), ...rounds(2, 4_000)],
    caughtBy: ['asNews'],
    patience: within.equal,
  },
  {
    name: 'something that nobody asked for',
    edits: [
      {
        file: 'dist/server/chat/queries.js',
        from: 'const [row] = await tx.insert(messages).values(message).returning();',
        to: `await tx.insert(messages).values({ ...message, id: crypto.randomUUID() });
             const [row] = await tx.insert(messages).values(message).returning();`,
      },
    ],
    rounds: rounds(2, 1_500),
    caughtBy: ['phantom'],
  },
  {
    name: 'a refusal that is kept as a yes',
    edits: [
      {
        file: `${live}/changes.js`,
        from: 'await work({ ...changeIn(tx, turn.version, now, after), actor: turn.actor });',
        to: `try { await work({ ...changeIn(tx, turn.version, now, after), actor: turn.actor }); }
             catch (error) { if (error instanceof Refusal) return { ok: false, code: error.code, message: error.message }; throw error; }`,
      },
    ],
    rounds: rounds(4, 2_000),
    caughtBy: ['refused'],
  },
  {
    name: 'a clock that is wrong where times are kept',
    edits: [
      {
        file: 'dist/server/main.js',
        from: 'const clock = () => new Date();',
        to: 'const clock = () => new Date(Date.now() - 60_000);',
      },
    ],
    rounds: rounds(2, 1_500),
    caughtBy: ['storedTimes'],
  },
  {
    name: 'a server that ends when the database does',
    edits: [
      {
        file: `${live}/changes.js`,
        from: "log('error', 'a command failed',",
        to: 'process.exit(1, ',
      },
    ],
    rounds: rounds(4, 2_500, ['stop the database']),
    caughtBy: ['serversLiveOn'],
  },
];

function lastingLong(round: Round): Round {
  return { ...round, faults: round.faults.map((fault) => ({ ...fault, lasts: round.lasts - fault.after })) };
}
