import { readFileSync, writeFileSync } from 'node:fs';
import { entriesOf, fileOf, languages, templateFile, templateOf, withoutTheGone } from './catalogue.ts';

/** Writes the catalogue of what the sources say, and takes out of each language what they say no more. */
const entries = entriesOf();
writeFileSync(templateFile, templateOf(entries));
console.log(`words/en-GB.pot: ${entries.length} messages`);
for (const language of languages) {
  const { text, kept, gone } = withoutTheGone(readFileSync(fileOf(language), 'utf8'), entries);
  writeFileSync(fileOf(language), text);
  console.log(
    `words/${language}.po: ${kept} translated${gone.length > 0 ? `; no longer said: ${gone.join(' | ')}` : ''}`,
  );
}
