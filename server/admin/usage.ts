import type { AdminCommand, Option } from './command.ts';

const program = 'npm run admin --';

/** How a command ends. A refusal has changed nothing. */
export const exitCodes = { done: 0, failed: 1, refused: 2 } as const;

/** All commands, one per line. */
export function overview(commands: Record<string, AdminCommand>): string {
  const names = [...Object.keys(commands), 'help'];
  const width = Math.max(...names.map((name) => name.length));
  const lineOf = (name: string, does: string) => `  ${name.padEnd(width)}   ${does}`;
  return [
    `${program} COMMAND`,
    '',
    ...Object.entries(commands).map(([name, { does }]) => lineOf(name, does)),
    lineOf('help', 'Shows this.'),
    '',
    'Every command takes --help for its options and --json for an answer that programs can read. What changes something takes --dry-run.',
    'Exit codes: 0 it is done; 1 it failed, or found something wrong; 2 it was refused, and nothing is changed.',
    'Which database is meant, and the address people type, stand in .env.',
  ].join('\n');
}

/** One command with its options. */
export function usageOf(name: string, { does, options, changes }: AdminCommand): string {
  const entries = Object.entries(changes ? { ...options, 'dry-run': dryRunOption } : options);
  const width = Math.max(0, ...entries.map((entry) => shown(...entry).length));
  return [
    [program, name, ...entries.map((entry) => inBrackets(...entry))].join(' '),
    '',
    does,
    ...(entries.length > 0 ? [''] : []),
    ...entries.map(([option, given]) => `  ${shown(option, given).padEnd(width)}   ${given.should}`),
  ].join('\n');
}

const dryRunOption: Option = { should: 'given to see what it would do, and change nothing' };

const shown = (name: string, { value, bare }: Option) =>
  bare ? value! : value === undefined ? `--${name}` : `--${name} ${value}`;

function inBrackets(name: string, option: Option): string {
  const words = option.needed ? shown(name, option) : `[${shown(name, option)}]`;
  return option.many ? `${words} …` : words;
}
