import { longest } from '#shared/shapes';

/** As much of a message as has room in front of a note, in quotation marks; nothing where there is no room. */
export function quoted(message: string, note: string): string {
  const room = longest.shortText - note.length - (note === '' ? 2 : 3);
  const fits = message.length <= room ? message : `${cut(message, room - 1)}…`;
  return room < 20 && fits !== message ? '' : `“${fits}”`;
}

export const withWordsOf = (message: string, note: string) =>
  [quoted(message, note), note].filter((text) => text !== '').join('\n');

/** Never in the middle of a character. */
const cut = (text: string, most: number) =>
  text
    .slice(0, Math.max(most, 0))
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
