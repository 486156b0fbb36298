import type { Page } from '@playwright/test';

/** The elements that hold words themselves and are drawn, of the dialog alone where one is open, behind which the layout stays; hidden text for screen readers is spared. */
const withWords = `[...(document.querySelector('.dialog') ?? document.body).querySelectorAll('*')].filter(
  (element) =>
    !element.closest('.unseen, .skip, svg, option') &&
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''),
)`;

/**
 * The words that are cut: in a box that hides what does not fit, wider than the button they stand in, or outside the window. `spared` are
 * the classes under which words are shortened on purpose.
 */
export const clipped = (page: Page, spared: string[]) =>
  page.evaluate<string[]>(`(() => {
    const spared = ${JSON.stringify(spared.join(', '))};
    const hides = (value) => value === 'hidden' || value === 'clip';
    const place = (element) => element.tagName.toLowerCase() + '.' + element.className + ': ' + element.textContent.trim().slice(0, 70);
    const isCut = (element) => {
      for (let up = element; up && up !== document.body; up = up.parentElement) {
        const { overflowX, overflowY, position } = getComputedStyle(up);
        if (hides(overflowX) && up.scrollWidth > up.clientWidth + 1) return true;
        if (hides(overflowY) && up.scrollHeight > up.clientHeight + 2) return true;
        if (/auto|scroll/.test(overflowX + overflowY) || position === 'fixed') break;
      }
      return false;
    };
    const rectsOf = (element) => [...element.childNodes].filter(({ nodeType }) => nodeType === 3).flatMap((text) => {
      const range = document.createRange();
      range.selectNodeContents(text);
      return [...range.getClientRects()];
    });
    const isOutside = (element) => {
      for (let up = element; up; up = up.parentElement)
        if (/auto|scroll/.test(getComputedStyle(up).overflowX) && up.scrollWidth > up.clientWidth) return false;
      return rectsOf(element).some(({ left, right, width }) => width > 0 && (left < -1 || right > innerWidth + 1));
    };
    const spills = (element) => {
      const button = element.closest('button, a.button, summary, label, th, td');
      if (!button) return false;
      const box = button.getBoundingClientRect();
      return rectsOf(element).some(({ left, right }) => left < box.left - 1 || right > box.right + 1);
    };
    return ${withWords}
      .filter((element) => !spared || !element.closest(spared))
      .filter((element) => isCut(element) || isOutside(element) || spills(element))
      .map(place);
  })()`);

/**
 * What can be read on the page outside the brackets of the pseudo-language, and what is said of an element. Brackets are nested, as
 * messages are, and one may reach over several elements.
 */
export const unbracketed = (page: Page) =>
  page.evaluate<string[]>(`(() => {
    let depth = 0;
    const outside = (text) =>
      [...text].filter((one) => {
        if (one === '⟦') depth++;
        else if (one === '⟧') depth--;
        return depth === 0 && one !== '⟧';
      }).join('').trim();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode())
      if (!walker.currentNode.parentElement.closest('script, style')) found.push(outside(walker.currentNode.data));
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title]'))
      for (const name of ['aria-label', 'placeholder', 'title'])
        if (element.hasAttribute(name)) found.push(outside(element.getAttribute(name)));
    return [...new Set(found.filter((text) => /\\p{L}{2}/u.test(text)))];
  })()`);
