/**
 * Whether this key sends what is written. An Enter that only confirms a word of an input method does not: Safari reports that
 * one with the key code 229 after the composition has ended.
 */
export const isEnter = (event: KeyboardEvent) =>
  event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
