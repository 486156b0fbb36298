import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { migrate } from '#server/platform/database/migrate';
import { temporaryDatabase } from '../../support/temporary-database.ts';
import type { Figures } from '../figures.ts';
import { seatPairs, type Cookies } from '../people.ts';
import { measure, type Measured } from './measure.ts';

/** `npm run bench:scale -- --helplines 50 --rate 50 --seconds 10 --nodes 1,2` is a small one; these are the values it is meant for. */
const { values } = parseArgs({
  options: {
    helplines: { type: 'string', default: '2000' },
    rate: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '30' },
    nodes: { type: 'string', default: '1,2,4' },
  },
});
const [helplines, rate, seconds] = [values.helplines, values.rate, values.seconds].map(Number) as [
  number,
  number,
  number,
];
const seatedAtOnce = 500;

/** Each server opens up to 18 connections. */
const database = await temporaryDatabase({ max_connections: '150' });
try {
  await migrate(database.url);
  print(
    `${cpus().length} cores, Node ${process.version}, embedded PostgreSQL with its usual settings\n` +
      `${helplines} helplines with a pair each, ${rate} messages a second in all for ${seconds} s\n`,
  );
  const cookies: Cookies[] = [];
  while (cookies.length < helplines)
    cookies.push(...(await seatPairs(database.url, Math.min(seatedAtOnce, helplines - cookies.length))));
  const measured: Measured[] = [];
  for (const nodes of values.nodes.split(',').map(Number))
    measured.push(await measure({ databaseUrl: database.url, cookies, nodes, rate, seconds }));
  for (const row of tableOf(measured)) print(`| ${row.join(' | ')} |`);
} finally {
  await database.remove();
}

function tableOf(measured: Measured[]): string[][] {
  const row = (what: string, show: (one: Measured) => string) => [what, ...measured.map(show)];
  return [
    row('', ({ nodes }) => `${nodes} ${nodes === 1 ? 'server' : 'servers'}`),
    row('---', () => '---'),
    row('memory of each, nobody connected', ({ idle, nodes }) => megabytes(idle / nodes)),
    row('memory of each, everybody connected', ({ full, nodes }) => megabytes(full / nodes)),
    row('everybody connected after', ({ connectedAfter }) => `${connectedAfter.toFixed(1)} s`),
    row('messages a second that went through', ({ perSecond }) => perSecond.toFixed(0)),
    row('acknowledged: p50, p95, p99', ({ acknowledged }) => milliseconds(acknowledged)),
    row('partner has it: p50, p95, p99', ({ partnerHas }) => milliseconds(partnerHas)),
    row('processor of each server, of one core', ({ processor, nodes }) => percent(processor / nodes)),
    row('processor of the database, of one core', ({ database }) => percent(database?.processor)),
    row('of it for messages between servers', ({ database }) => percent(database?.share)),
    row('messages between servers a second', ({ messagesPerSecond }) => messagesPerSecond.toFixed(0)),
    row('each accepted after, on average', ({ messageMs }) => `${messageMs.toFixed(2)} ms`),
    row('back after all were replaced: p50, p95, p99', ({ back }) => milliseconds(back)),
    row('the last one back', ({ back }) => `${(back.last / 1_000).toFixed(1)} s`),
    row(
      'from the stop of the old until the last one was back',
      ({ back }) => `${(back.away / 1_000).toFixed(1)} s`,
    ),
  ];
}

function megabytes(bytes: number) {
  return `${(bytes / 1_048_576).toFixed(0)} MB`;
}

function milliseconds({ p50, p95, p99 }: Figures) {
  return [p50, p95, p99].map((ms) => `${ms.toFixed(1)} ms`).join(', ');
}

function percent(share: number | undefined) {
  return share === undefined ? 'not measured' : `${(share * 100).toFixed(0)} %`;
}

function print(text: string) {
  process.stdout.write(`${text}\n`);
}
