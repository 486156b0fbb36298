import type { AdminCommand, Option } from './command.ts';

const program = 'npm run admin --';

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
    'Add --help to a command to see its options, or --json for an answer that programs can read.',
    'Which database is meant, and the address people type, stand in .env.',
  ].join('\n');
}

/** One command with its options. */
export function usageOf(name: string, { does, options }: AdminCommand): string {
  const entries = Object.entries(options);
  const width = Math.max(0, ...entries.map((entry) => shown(...entry).length));
  return [
    [program, name, ...entries.map((entry) => inBrackets(...entry))].join(' '),
    '',
    does,
    ...(entries.length > 0 ? [''] : []),
    ...entries.map(([option, given]) => `  ${shown(option, given).padEnd(width)}   ${given.should}`),
  ].join('\n');
}

const shown = (name: string, { value, bare }: Option) =>
  bare ? value! : value === undefined ? `--${name}` : `--${name} ${value}`;

function inBrackets(name: string, option: Option): string {
  const words = option.needed ? shown(name, option) : `[${shown(name, option)}]`;
  return option.many ? `${words} …` : words;
}
