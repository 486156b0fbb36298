import { aWhile, live, longRounds, rounds, type Bug } from './bug.ts';

/** Mistakes in what is saved, how often, and when it is acknowledged. */
export const bugsInSaving: Bug[] = [
  {
    name: 'a sequence in place of the counter',
    sql: 'create sequence if not exists planted_changes start 100',
    edits: [
      {
        file: `${live}/commands/idempotency.js`,
        from: `update \${helplines} set change = change + 1
      where id = \${value('helplineId')} and exists (select from receipt) returning change, scope`,
        to: `select nextval('planted_changes') as change, (select scope from helplines where id = \${value('helplineId')}) as scope from receipt`,
      },
      {
        file: `${live}/commands/change.js`,
        from: 'sql `${helplines.change} + 1`',
        to: "sql `nextval('planted_changes')`",
      },
      {
        file: `${live}/commands/transactions.js`,
        from: 'return null;\n                });',
        to: `${aWhile(300)} return null;\n });`,
      },
      {
        file: 'dist/server/platform/database/latest-version.js',
        from: 'select helpline.change::float8 as change',
        to: 'select (select last_value::float8 from planted_changes) as change',
      },
    ],
    rounds: rounds(10, 2_500, ['cut', 0], ['cut', 2], ['other server', 3], ['cut', 0]),
    caughtBy: ['wholeWelcome', 'oneOrder'],
  },
  {
    name: 'an answer before the commit',
    edits: [
      {
        file: `${live}/commands/dispatcher.js`,
        from: 'const reply = await replyTo(socket, asked);',
        to: `answer({ ok: true }); ${aWhile(50)} const reply = await replyTo(socket, asked);`,
      },
    ],
    rounds: rounds(10, 2_000, ['kill a server', 0], ['kill a server', 1]),
    caughtBy: ['lost'],
  },
  {
    name: 'an answer before it is on the disk',
    edits: [
      {
        file: 'dist/server/platform/database/db.js',
        from: 'statement_timeout: 5_000,',
        to: "statement_timeout: 5_000, synchronous_commit: 'off',",
      },
    ],
    rounds: rounds(10, 2_500, ['stop the database']),
    caughtBy: ['lost'],
  },
  {
    name: 'a command carried out as often as it comes',
    edits: [
      {
        file: `${live}/commands/idempotency.js`,
        from: 'on conflict (id) do nothing returning 1',
        to: 'on conflict (id) do update set at = excluded.at returning 1',
      },
    ],
    rounds: longRounds(10, 3_000, ['duplicate', 2], ['duplicate', 3], ['duplicate', 0], ['duplicate', 2]),
    caughtBy: ['doubled'],
  },
  {
    name: 'a failure answered with yes',
    edits: [
      {
        file: `${live}/commands/transactions.js`,
        from: 'await refuse(asker, commandKey, refusal, now) : failed',
        to: 'await refuse(asker, commandKey, refusal, now) : { ok: true }',
      },
    ],
    rounds: rounds(10, 2_500, ['stop the database'], ['end connections to the database']),
    caughtBy: ['lost'],
  },
  {
    name: 'a refusal that is kept as a yes',
    edits: [
      {
        file: `${live}/commands/transactions.js`,
        from: 'await work({',
        to: `let refused = null;
             const keepAsYes = (error) => { if (!(error instanceof Refusal)) throw error; refused = { ok: false, code: error.code, message: error.message }; };
             await ((context) => work(context).catch(keepAsYes))({`,
      },
      {
        file: `${live}/commands/transactions.js`,
        from: 'return null;\n                });',
        to: 'return refused;\n });',
      },
    ],
    rounds: rounds(10, 2_000),
    caughtBy: ['refused'],
  },
];
