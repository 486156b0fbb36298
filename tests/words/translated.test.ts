import { expect, test } from 'vitest';
import { entriesOf, translationsInto } from '../../words/catalogue.ts';
import { pseudo } from '../../words/pseudo.ts';
import { translated } from '../../words/translate.ts';

const said: Record<string, string> = {
  'Ring {0} now.': 'Ffoniwch {0} nawr.',
  '{0} of {1}': '{1}: {0}',
  Note: 'Nodyn',
  'About {0}': 'Am "{0}" <{a}>',
  'You can’t': 'Ni allwch’ \\ `',
};
const inWelsh = (code: string, path = 'client/planted/Planted.svelte') =>
  translated(path, code, { tag: 'cy', say: (text) => said[text] });

test('a translation stands in the place of its message, with each value where it has it', () => {
  expect(inWelsh('<p>Ring {one ? `${a} of ${b}` : name} now.</p>')).toBe(
    '<p lang="cy">Ffoniwch {one ? `${b}: ${a}` : name} nawr.</p>',
  );
  expect(inWelsh("const words = cannot ? 'You can’t' : 'Note';", 'client/planted/planted.ts')).toBe(
    "const words = cannot ? 'Ni allwch’ \\\\ `' : 'Nodyn';",
  );
  expect(inWelsh('<input aria-label="About {it}" class="Note" />')).toBe(
    '<input lang="cy" aria-label="Am &quot;{it}&quot; &lt;&#123;a&#125;>" class="Note" />',
  );
});

test('each outermost element whose words are of one language says which', () => {
  expect(inWelsh('<div><p>Note</p><p>Not translated</p></div>')).toBe(
    '<div><p lang="cy">Nodyn</p><p lang="en-GB">Not translated</p></div>',
  );
  expect(inWelsh('<div><p>One thing</p><p>Another thing</p></div>')).toBe(
    '<div lang="en-GB"><p>One thing</p><p>Another thing</p></div>',
  );
  expect(inWelsh('<div lang="en-GB"><p>{value}</p></div>')).toBe('<div lang="en-GB"><p>{value}</p></div>');
});

test('every message in Welsh is one of the catalogue, and has no value that the message has not', () => {
  const values = (text: string) => [...text.matchAll(/\{\d+\}/g)].map(([value]) => value);
  const texts = new Set(entriesOf().map(({ text }) => text));
  const wrong = translationsInto('cy').items.filter(
    ({ text, translation }) =>
      !texts.has(text) ||
      translation === '' ||
      !values(translation).every((value) => text.includes(value)) ||
      (/\d{3}/.exec(text)?.[0] ?? '') !== (/\d{3}/.exec(translation)?.[0] ?? ''),
  );
  expect(wrong).toEqual([]);
});

test('a translation with a file as its context is for that file alone', () => {
  const { say } = translationsInto('cy');
  expect(say('Ready', 'shared/presence.ts')).toBe('Barod');
  expect(say('you', 'client/signals/support-words.ts')).toBe('chi');
  expect(say('you', 'client/updates/update-words.ts')).toBeUndefined();
});

test('the pseudo-language is 40 % longer, in brackets, and keeps every value', () => {
  const text = 'You asked for support at {0}.';
  expect(pseudo(text)).toMatch(/^⟦.*\{0\}.*⟧$/);
  expect(pseudo(text).length / text.length).toBeGreaterThan(1.3);
  expect(pseudo(' and ')).toMatch(/^ ⟦.*⟧ $/);
});
