/**
 * Whether this key sends the text. An Enter that confirms an input-method composition does not: Safari reports that
 * one with the key code 229 after the composition has ended.
 */
export const isEnter = (event: KeyboardEvent) =>
  event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
