import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { entriesOf, templateFile, templateOf } from '../../words/catalogue.ts';
import { extract } from '../../words/extract.ts';
import { forbiddenIn, readabilityOf, sentencesIn, wordsIn } from '../../words/plain.ts';
import { wordSources } from '../../words/sources.ts';

const entries = entriesOf();
const texts = entries.map(({ text }) => text);

test('words/en-GB.pot says what the sources say; if not, `npm run words` writes it anew', () => {
  const is = readFileSync(templateFile, 'utf8') === templateOf(entries);
  expect(is, 'words/en-GB.pot is as old as the last `npm run words`').toBe(true);
});

const keysOf = (code: string, path = 'client/planted/Planted.svelte') =>
  extract(path, code).messages.map(({ text }) => text);

test('texts, values and what is said of an element are messages; what a program reads is not', () => {
  const planted = `<script lang="ts">
    let { name, kind = 'on-a-call' }: { name: string; kind?: string } = $props();
    const said = $derived(kind === 'ready' ? \`\${name} is ready.\` : 'Not yet.');
    const found = document.querySelector('main .sized');
  </script>
  <p class="soft small" aria-label="About {name}">Ring {name}, then <b>wait</b>.{said}</p>
  <Button kind="filled" label="Send">{found ? 'gone' : 'here'}</Button>
  <code translate="no">Not words</code>`;
  expect(keysOf(planted).sort()).toEqual(
    ['About {0}', 'Not yet.', 'Ring {0}, then', 'Send', 'gone', 'here', 'wait', '{0} is ready.'].sort(),
  );
});

test('in a file of words, one word alone is a message, and a kind is none', () => {
  const planted = `export const doneWords = { 'on-a-call': 'busy', ready: 'free' } as const;
    export const is = (kind: string) => (kind === 'on-a-call' ? 'busy' : 'quiet');`;
  expect(new Set(keysOf(planted, 'client/planted/done-words.ts'))).toEqual(
    new Set(['busy', 'free', 'quiet']),
  );
});

test('no words stand where nothing is extracted', () => {
  const unseen = ({ path, code }: { path: string; code: string }) =>
    extract(path, code).unseen.map(({ text }) => `${path}: ${text}`);
  const planted = { path: 'client/planted/Planted.svelte', code: '<p>{[].includes("Ring them")}</p>' };
  expect(unseen(planted)).toEqual(['client/planted/Planted.svelte: Ring them']);
  expect(
    wordSources()
      .filter(({ path }) => path.startsWith('client/'))
      .flatMap(unseen),
  ).toEqual([]);
});

test('nothing says what only a machine or an office would say', () => {
  const found = (texts: string[]) => texts.filter((text) => forbiddenIn(text) !== null);
  expect(found(['Your session is over. Sign in again.', 'Ring Ana.'])).toEqual([
    'Your session is over. Sign in again.',
  ]);
  expect(found(texts)).toEqual([]);
});

/** What a text may be: an age of 11 at most, 20 words to a sentence on average, and no sentence of more than 30. */
const isPlain = (texts: string[]) => {
  const { wordsPerSentence, readingAge, longest } = readabilityOf(texts);
  return readingAge <= 11 && wordsPerSentence <= 20 && wordsIn(longest).length <= 30;
};

test('a child of eleven can read it', () => {
  const { sentences, wordsPerSentence, readingAge, longest } = readabilityOf(texts);
  console.log(
    `${entries.length} messages, ${sentences} sentences of ${wordsPerSentence.toFixed(1)} words on average, ` +
      `${wordsIn(longest).length} in the longest; reading age ${readingAge.toFixed(1)}.`,
  );
  expect(isPlain(texts), longest).toBe(true);
  const planted =
    'The organisation necessitates comprehensive documentation of individualised circumstances preceding authorisation.';
  expect(isPlain([planted])).toBe(false);
  expect(isPlain(['Ring Ana now.'])).toBe(true);
  expect(sentencesIn('Start a call')).toEqual([]);
});
