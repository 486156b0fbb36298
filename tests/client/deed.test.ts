import { expect, test } from 'vitest';
import type { Reply } from '#shared/refusals';
import { Deed } from '../../client/ui/deed.svelte.ts';

const yes = () => Promise.resolve<Reply>({ ok: true });
const no = (message: string) => () => Promise.resolve<Reply>({ ok: false, code: 'conflict', message });

test('what is turned down leaves its sentence, and the next try clears it', async () => {
  const deed = new Deed();
  expect(await deed.ask(no('Somebody else has taken this one.'))).toBe(false);
  expect(deed.refusal).toBe('Somebody else has taken this one.');
  expect(await deed.ask(yes)).toBe(true);
  expect(deed.refusal).toBeNull();
});

test('of two things asked together the first refusal is told', async () => {
  const deed = new Deed();
  expect(await deed.ask(no('Another manager has taken this already.'), no('Take it first.'))).toBe(false);
  expect(deed.refusal).toBe('Another manager has taken this already.');
});

test('a second press while the first is under way asks nothing', async () => {
  const deed = new Deed();
  let asked = 0;
  const slow = async (): Promise<Reply> => {
    asked += 1;
    await Promise.resolve();
    return { ok: true };
  };
  const first = deed.ask(slow);
  expect(await deed.ask(slow)).toBe(false);
  expect([await first, asked]).toEqual([true, 1]);
});
