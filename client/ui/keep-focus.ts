/** Height in pixels up to which the layout makes room for a text field that has the focus, as in the media queries. */
const little = '(max-height: 520px)';

/**
 * On pressing the mouse or a finger down. Where the layout makes room for the focused field, a press that took the focus away would move
 * what was pressed before it became a click; so the field keeps the focus.
 */
export function keepFocus(event: MouseEvent) {
  const field = document.activeElement;
  const pressed = event.target instanceof Element ? event.target.closest('button, a, label') : null;
  if (!field?.matches('input, textarea') || !pressed || pressed.contains(field)) return;
  if (matchMedia(little).matches) event.preventDefault();
}
