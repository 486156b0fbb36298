import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from './page.ts';
import { stopwatch } from '../support/real-time.ts';

const patience = 20_000;

/** In the page: the first one in sight of its kind whose name begins with these words. */
const find = `((kind, words) => {
  const named = (one) =>
    one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? one.textContent ?? '';
  const inSight = (one) => one.checkVisibility() && one.getClientRects().length > 0;
  return [...document.querySelectorAll(kind)].find(
    (one) => inSight(one) && named(one).trim().replace(/\\s+/g, ' ').startsWith(words),
  ) ?? null;
})`;
const kinds = { button: 'button, a[href], [role="option"]', field: 'textarea, input' };
const place = (kind: keyof typeof kinds, words: string) =>
  `${find}(${JSON.stringify(kinds[kind])}, ${JSON.stringify(words)})`;

/** What somebody does at a page: everything is waited for, and failing says what was not there. */
export const at = (page: Page) => {
  const until = async (what: string, isSo: () => Promise<boolean>) => {
    const tooLate = stopwatch() + patience;
    while (!(await isSo())) {
      if (stopwatch() > tooLate) throw new Error(`${what}: not within ${patience / 1_000} seconds`);
      await pause(100);
    }
  };
  const isThere = (expression: string) => page.read<boolean>(`${expression} !== null`);
  const found = async (kind: keyof typeof kinds, words: string) => {
    const expression = place(kind, words);
    await until(`the ${kind} “${words}”`, () => isThere(expression));
    return expression;
  };
  return {
    has: (words: string) => isThere(place('button', words)),
    press: async (words: string) => page.press(await found('button', words)),
    type: async (field: string, text: string) => page.type(await found('field', field), text),
    sees: (words: string) =>
      until(`the words “${words}”`, () =>
        page.read(`document.body.innerText.includes(${JSON.stringify(words)})`),
      ),
    holds: async (field: string, text: string) => {
      const value = () => page.read<string | undefined>(`${place('field', field)}?.value`);
      const isSo = async () => (await value()) === text;
      await until(`“${text}” in “${field}”`, isSo).catch(async (failure: Error) => {
        throw new Error(`${failure.message}; it holds “${await value()}”`, { cause: failure });
      });
    },
    /** Nothing hangs over the side. */
    fits: async () => {
      const over = await page.read<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      if (over > 0) throw new Error(`the page is ${over} px wider than the screen`);
    },
  };
};
