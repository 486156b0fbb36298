import { expect, test } from 'vitest';
import { nouns } from '#server/nouns';
import { openRegistry } from '#server/platform/live/registry';
import { newsOf } from '#shared/nouns';
import { paper } from './markdown.ts';

const wire = paper('docs/wire.md').text;
const rows = wire.split('\n').filter((line) => line.startsWith('| `'));
const { commands } = openRegistry(nouns);

test('every command and every kind of news is written down', () => {
  const names = [...Object.keys(commands), ...Object.values(newsOf)];
  expect(names.filter((name) => !wire.includes(`\`${name}\``))).toEqual([]);
});

test('every list of a welcome is written down', () => {
  const row = rows.find((line) => line.startsWith('| `people`, `helplines`'))!;
  const lists = [...row.split('|')[1]!.matchAll(/`(\w+)`/g)].map(([, name]) => name!);
  expect(lists.toSorted()).toEqual(Object.keys(newsOf).toSorted());
});

/** What the one row of a command says of its fields: in the column of fields, or in brackets behind its name where a row has several commands. */
function saidOf(command: string): string {
  const own = rows.filter((line) => line.split('|')[1]!.includes(`\`${command}\``));
  expect(own, `the row of ${command}`).toHaveLength(1);
  const [, names, fields] = own[0]!.split('|');
  const [, inBrackets = ''] = new RegExp(`\`${command}\` \\(([^)]*)\\)`).exec(names!) ?? [];
  return `${inBrackets} ${fields}`;
}

test('every field of a command stands in its row, and what is marked with ? may be left out', () => {
  const wrong = Object.entries(commands).flatMap(([command, { entries }]) => {
    const said = saidOf(command);
    return Object.entries(entries)
      .filter(([field]) => field !== 'commandId')
      .filter(([field, { type }]) => {
        const [found, mark] = new RegExp(`\`${field}(\\??)\``).exec(said) ?? [];
        return found === undefined || (mark === '?' && type !== 'optional');
      })
      .map(([field]) => `${command}: ${field}`);
  });
  expect(wrong).toEqual([]);
});
