import { writeFileSync } from 'node:fs';
import { entriesOf, templateFile, templateOf } from './catalogue.ts';

/** Writes the catalogue of what the sources say. */
const entries = entriesOf();
writeFileSync(templateFile, templateOf(entries));
console.log(`words/en-GB.pot: ${entries.length} messages`);
