import { parse } from 'svelte/compiler';
import { MarkupWords } from './markup-words.ts';
import type { Extracted } from './message.ts';
import type { Node } from './node.ts';
import { ScriptWords } from './script-words.ts';

const before = '<script lang="ts">';

/** The messages of a source file, a component or a script. Svelte's parser reads both: a script as the only part of a component. */
export function extract(path: string, code: string): Extracted {
  if (path.endsWith('.svelte')) {
    const words = new MarkupWords(path);
    words.visit(parse(code, { modern: true }) as unknown as Node);
    return words;
  }
  const words = new ScriptWords(path);
  const root = parse(`${before}${code}</script>`, { modern: true });
  words.visit(root.instance!.content as unknown as Node);
  const moved = <Part extends { start: number; end: number }>(part: Part): Part => ({
    ...part,
    start: part.start - before.length,
    end: part.end - before.length,
  });
  return {
    root: words.root,
    unseen: words.unseen.map(moved),
    messages: words.messages.map((one) => ({ ...moved(one), values: one.values.map(moved) })),
  };
}
