import { longest } from '#shared/limits';

/** As much of a message as fits before a note, in quotation marks; empty if nothing fits. */
export function quoted(message: string, note: string): string {
  const room = longest.shortText - note.length - (note === '' ? 2 : 3);
  const fits = message.length <= room ? message : `${cut(message, room - 1)}…`;
  return room < 20 && fits !== message ? '' : `“${fits}”`;
}

export const withWordsOf = (message: string, note: string) =>
  [quoted(message, note), note].filter((text) => text !== '').join('\n');

/** Cuts between characters, never within a surrogate pair. */
const cut = (text: string, most: number) =>
  text
    .slice(0, Math.max(most, 0))
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
