import { readFileSync } from 'node:fs';
import PO from 'pofile';
import { extract } from './extract.ts';
import type { Message } from './message.ts';
import { root, wordSources } from './sources.ts';

/** A message of the catalogue, with the files it stands in and what its values are. */
export type Entry = { text: string; places: string[]; values: string[] };
/** Translations by message. */
export type Translations = ReadonlyMap<string, string>;

const headers = (language: string) => ({
  'Project-Id-Version': 'Alongside',
  Language: language,
  'MIME-Version': '1.0',
  'Content-Type': 'text/plain; charset=utf-8',
  'Content-Transfer-Encoding': '8bit',
});

/** The messages of all sources, in the order of their files. */
export function entriesOf(sources = wordSources()): Entry[] {
  const entries = new Map<string, Entry>();
  for (const { path, code } of sources)
    for (const message of extract(path, code).messages) {
      const entry = entries.get(message.text) ?? {
        text: message.text,
        places: [],
        values: valuesOf(code, message),
      };
      if (!entry.places.includes(path)) entry.places.push(path);
      entries.set(message.text, entry);
    }
  return [...entries.values()];
}

const valuesOf = (code: string, { values }: Message) =>
  values.map(({ start, end }) => code.slice(start, end).replace(/\s+/g, ' '));

/** The British English catalogue, as the template from which translations begin. */
export function templateOf(entries: Entry[]): string {
  const file = new PO();
  file.headers = headers('en-GB');
  file.items = entries.map(({ text, places, values }) => {
    const item = new PO.Item();
    item.msgid = text;
    item.references = places;
    item.extractedComments = values.map((value, at) => `{${at}} is ${value}`);
    return item;
  });
  return `${file.toString()}\n`;
}

export const templateFile = `${root}words/en-GB.pot`;
export const fileOf = (language: string) => `${root}words/${language}.po`;

/** What is translated into a language. */
export function translationsInto(language: string): Translations {
  const { items } = PO.parse(readFileSync(fileOf(language), 'utf8'));
  return new Map(items.filter(({ msgstr }) => msgstr[0]).map(({ msgid, msgstr }) => [msgid, msgstr[0]!]));
}
