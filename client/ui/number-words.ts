const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** three; from eleven on, 11. */
export const inWords = (count: number): string => words[count] ?? String(count);

/** three gaps, one gap */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${inWords(count)} ${count === 1 ? one : many}`;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The name for the middle of a sentence: “You” in lower case. */
export const inside = (name: string): string => (name === 'You' ? 'you' : name);

/** Ana, Ben and Joseph */
export function listed(names: string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
