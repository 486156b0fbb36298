import type { Locator, Page } from '@playwright/test';

export async function boxOf(place: Locator) {
  const box = await place.boundingBox();
  if (!box) throw new Error(`${String(place)} is not on the page.`);
  return box;
}

/** Everything that can be pressed and is drawn, cut to what the parts it is scrolled in leave of it. */
const pressable = `(() => {
  const seen = (element) => {
    let { top, left, bottom, right } = element.getBoundingClientRect();
    // Whether the parts it is scrolled in leave room for a press that is a little beside it.
    let isFree = true;
    const own = { top, bottom };
    for (let up = element.parentElement; up; up = up.parentElement) {
      const style = getComputedStyle(up);
      if (style.overflowY === 'visible' && style.overflowX === 'visible') continue;
      const box = up.getBoundingClientRect();
      if (own.top - 6 < box.top || own.bottom + 6 > box.bottom) isFree = false;
      [top, left] = [Math.max(top, box.top), Math.max(left, box.left)];
      [bottom, right] = [Math.min(bottom, box.bottom), Math.min(right, box.right)];
    }
    return { top: Math.max(top, 0), left, bottom: Math.min(bottom, innerHeight), right, isFree };
  };
  return [...document.querySelectorAll('button, a[href], textarea, input, summary')]
    .filter((element) => element.checkVisibility() && !element.closest('.skip, .unseen'))
    .map((element) => ({
      element,
      seen: seen(element),
      words: element.getAttribute('aria-label') ?? element.textContent.trim(),
    }))
    .filter(({ seen }) => seen.bottom - seen.top > 12 && seen.right - seen.left > 12);
})()`;

/** The words of what can be pressed and has something else lying over its middle. */
export const overlapping = (page: Page) =>
  page.evaluate<string[]>(`${pressable}.filter(({ element, seen }) => {
    const hit = document.elementFromPoint((seen.left + seen.right) / 2, (seen.top + seen.bottom) / 2);
    return !hit || !(element.contains(hit) || hit.contains(element));
  }).map(({ words }) => words)`);

/** The words of what is wholly in sight, with room around it, and cannot be pressed 44 pixels high and wide; links among words and the talk are spared. */
export const tooSmall = (page: Page) =>
  page.evaluate<string[]>(`${pressable}.filter(({ element, seen }) => {
    const box = element.getBoundingClientRect();
    if (!seen.isFree || !element.closest('main, .foot')) return false;
    if (element.closest('aside, .chat')) return false;
    if (element.closest('p') && !element.classList.contains('button')) return false;
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const reaches = (dx, dy) => {
      const hit = document.elementFromPoint(x + dx, y + dy);
      return hit !== null && hit.closest('button, a, textarea, input, summary') !== null;
    };
    const isHigh = box.height >= 43.5 || (reaches(0, 20) && reaches(0, -20));
    const isWide = box.width >= 43.5 || (reaches(20, 0) && reaches(-20, 0));
    return !isHigh || !isWide;
  }).map(({ words }) => words)`);
