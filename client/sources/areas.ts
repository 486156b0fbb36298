/** The areas in a text with commas between. */
export const areasIn = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((area) => area.trim())
      .filter((area) => area !== ''),
  ),
];
