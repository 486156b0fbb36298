import { relative } from 'node:path';
import type { Plugin } from 'vite';
import { translationsInto } from './catalogue.ts';
import { pseudoLanguage } from './pseudo.ts';
import { hasWords, root } from './sources.ts';
import { translated, type Language } from './translate.ts';

/** The language that is built with `vite build --mode <tag>`; null for the usual build, in English. */
export function languageOf(mode: string): Language | null {
  if (mode === 'pseudo') return pseudoLanguage;
  if (mode !== 'cy') return null;
  return { tag: mode, say: translationsInto(mode).say };
}

/** Puts the translations of a language in the place of the messages, before anything else reads a source. */
export const inLanguage = (language: Language): Plugin => ({
  name: 'in-language',
  enforce: 'pre',
  transform: {
    filter: { id: /\.(svelte|ts)$/ },
    handler(code, id) {
      const path = relative(root, id).replaceAll('\\', '/');
      return hasWords(path) ? { code: translated(path, code, language), map: null } : undefined;
    },
  },
  transformIndexHtml: (html) => html.replace('<html lang="en-GB">', `<html lang="${language.tag}">`),
});
