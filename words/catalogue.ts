import { readFileSync } from 'node:fs';
import PO from 'pofile';
import { extract } from './extract.ts';
import type { Message } from './message.ts';
import { root, wordSources } from './sources.ts';

/** A message of the catalogue, with the files it stands in and what its values are. */
export type Entry = { text: string; places: string[]; values: string[] };
/** A language's catalogue. */
export type Translations = {
  say: (text: string, path: string) => string | undefined;
  items: { text: string; translation: string }[];
};

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
  return `${file.toString().trimEnd()}\n`;
}

/** The languages that are translated into. */
export const languages = ['cy'] as const;

/** A language's catalogue with the files of each message as they are now, and without the messages that the sources say no more. */
export function withoutTheGone(catalogue: string, entries: Entry[]) {
  const file = PO.parse(catalogue);
  const places = new Map(entries.map((entry) => [entry.text, entry.places]));
  const isSaid = ({ msgid, msgctxt }: { msgid: string; msgctxt?: string | undefined }) =>
    msgctxt ? (places.get(msgid)?.includes(msgctxt) ?? false) : places.has(msgid);
  const gone = file.items.filter((item) => !isSaid(item)).map(({ msgid }) => msgid);
  file.items = file.items.filter(isSaid);
  for (const item of file.items) item.references = item.msgctxt ? [item.msgctxt] : places.get(item.msgid)!;
  return { text: `${file.toString().trimEnd()}\n`, kept: file.items.length, gone };
}

export const templateFile = `${root}words/en-GB.pot`;
export const fileOf = (language: string) => `${root}words/${language}.po`;

/** What is translated into a language; with a file as its context (`msgctxt`), only for the message in that file. */
export function translationsInto(language: string): Translations {
  const { items } = PO.parse(readFileSync(fileOf(language), 'utf8'));
  /** The parser gives null for no context, whatever its types say. */
  const keyOf = (text: string, path?: string | null) => `${path ?? ''}\u0004${text}`;
  const said = new Map(items.map(({ msgid, msgctxt, msgstr }) => [keyOf(msgid, msgctxt), msgstr[0]]));
  return {
    say: (text, path) => said.get(keyOf(text, path)) ?? said.get(keyOf(text)),
    items: items.map(({ msgid, msgstr }) => ({ text: msgid, translation: msgstr[0] ?? '' })),
  };
}
