/** Maximum size of a frame in bytes. The server closes a connection that sends more. */
export const longestFrame = 32 * 1024;

/** Lengths in UTF-16 units, the way `maxlength` counts them: up to three bytes each, six for a control character in JSON. */
export const longest = {
  name: 40,
  listWord: 60,
  line: 120,
  shortText: 1_000,
  message: 4_000,
  note: 8_000,
} as const;

/** The most words in one list, with those that are not offered any more. */
export const mostInList = 300;
