import { tick } from 'svelte';

/**
 * Moves the focus to the line that says the new state, once what was asked is done, because the button that was pressed may be gone; to
 * the page where there is no such line. Leaves the focus where the person has put it meanwhile. Without `asked` something was closed just now.
 */
export async function focusAfter(
  line: () => HTMLElement | null | undefined,
  asked?: Promise<boolean>,
): Promise<boolean> {
  const pressed = asked ? document.activeElement : null;
  if (asked && !(await asked)) return false;
  await tick();
  const now = document.activeElement;
  const isLost = now === null || now === document.body;
  if (!isLost && !(now === pressed && now.matches('button'))) return true;
  const place = line();
  if (place) place.focus();
  else document.getElementById('main')?.focus({ preventScroll: true });
  return true;
}
