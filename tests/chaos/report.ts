import { faultKinds } from './plan.ts';
import type { Outcome } from './run.ts';

/** The figures of a run as a table for docs/reliability.md. */
export function tableOf({ verdict, faults, ...outcome }: Outcome): string {
  const counted = (name: keyof Outcome['verdict']) => String(verdict[name]?.length ?? 0);
  const rows = [
    ['seed', String(outcome.seed)],
    ['minutes', outcome.minutes.toFixed(1)],
    ['clients, servers', `${outcome.clients}, ${outcome.nodes}`],
    ['commands acknowledged', outcome.acknowledged.toLocaleString('en-GB')],
    ...faultKinds.map((kind) => [`fault: ${kind}`, String(faults[kind] ?? 0)]),
    ['lost', counted('lost')],
    ['doubled', counted('doubled')],
    ['phantom', counted('phantom')],
    ['longest heal', inSeconds(outcome.longestHeal)],
    ['longest until nothing waited', inSeconds(outcome.longestUntilEmpty)],
  ];
  return ['', '| | |', '|---|---|', ...rows.map((row) => `| ${row.join(' | ')} |`), ''].join('\n');
}

const inSeconds = (milliseconds: number) => `${(milliseconds / 1_000).toFixed(1)} s`;
