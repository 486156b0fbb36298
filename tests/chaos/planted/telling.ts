import { healedWithinMs } from '../checker/healed.ts';
import { aWhile, live, rounds, type Bug } from './bug.ts';

/** Mistakes in what is sent to whom, and in the server around it. */
export const bugsInTelling: Bug[] = [
  {
    name: 'news for everybody in the room',
    edits: [
      {
        file: `${live}/broadcast/broadcast.js`,
        from: 'const seen = registry.visibleTo(viewer, name, row);',
        to: 'const seen = row;',
      },
    ],
    rounds: rounds(10, 1_500),
    caughtBy: ['overheard'],
  },
  {
    name: 'a welcome read at two moments',
    edits: [
      {
        file: `${live}/connection/welcome.js`,
        from: 'set transaction isolation level repeatable read',
        to: 'set transaction isolation level read committed',
      },
      {
        file: `${live}/connection/welcome.js`,
        from: 'const [me, rows] = await Promise.all([',
        to: `const { change: later } = await registry.latestVersions(tx, { personId, helplineId }); ${aWhile(300)} const [me, rows] = await Promise.all([`,
      },
      {
        file: `${live}/connection/welcome.js`,
        from: '{ version, since: from,',
        to: '{ version: later, since: from,',
      },
    ],
    rounds: rounds(10, 2_500, ['cut', 0], ['other server', 3], ['cut', 2], ['cut', 0]),
    caughtBy: ['wholeWelcome'],
  },
  {
    name: 'no LISTEN again after the connection between the servers broke',
    edits: [
      {
        file: `${live}/cluster/pg-notify.js`,
        from: 'const subscribe = () => listener.listen(channel, enqueue, () => {',
        to: 'let times = 0; const subscribe = () => listener.listen(channel, (body) => times < 2 && enqueue(body), () => { if ((times += 1) > 1) return;',
      },
    ],
    // Where people are placed anew in a round, whole welcomes hide what did not come as news: several rounds, until one shows it.
    rounds: [...rounds(1, 2_500, ['stop the database']), ...rounds(8, 4_000)],
    caughtBy: ['asNews'],
    patience: healedWithinMs.equal,
  },
  {
    name: 'something that nobody asked for',
    edits: [
      {
        file: 'dist/server/messages/queries.js',
        from: 'insertWithCommit(tx, messages, await sealedMessages.seal(tx, message));',
        to: `insertWithCommit(tx, messages, await sealedMessages.seal(tx, { ...message, id: crypto.randomUUID() }));
             insertWithCommit(tx, messages, await sealedMessages.seal(tx, message));`,
      },
    ],
    rounds: rounds(10, 1_500),
    caughtBy: ['phantom'],
  },
  {
    name: 'a clock that is wrong where times are kept',
    edits: [
      {
        file: 'dist/server/running.js',
        from: 'clock = () => new Date()',
        to: 'clock = () => new Date(Date.now() - 60_000)',
      },
    ],
    rounds: rounds(10, 1_500),
    caughtBy: ['storedTimes'],
  },
  {
    name: 'a server that ends when the database does',
    edits: [
      {
        file: `${live}/commands/transactions.js`,
        from: "log('error', 'a command failed',",
        to: 'process.exit(1, ',
      },
    ],
    rounds: rounds(10, 2_500, ['stop the database']),
    caughtBy: ['serversLiveOn'],
  },
];
