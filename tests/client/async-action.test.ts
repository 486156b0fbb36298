import { expect, test } from 'vitest';
import type { Reply } from '#shared/refusals';
import { AsyncAction } from '../../client/ui/async-action.svelte.ts';

const yes = () => Promise.resolve<Reply>({ ok: true });
const no = (message: string) => () => Promise.resolve<Reply>({ ok: false, code: 'conflict', message });

test('what is turned down leaves its sentence, and the next try clears it', async () => {
  const action = new AsyncAction();
  expect(await action.ask(no('Somebody else has taken this one.'))).toBe(false);
  expect(action.refusal).toBe('Somebody else has taken this one.');
  expect(await action.ask(yes)).toBe(true);
  expect(action.refusal).toBeNull();
});

test('of two things asked together the first refusal is told', async () => {
  const action = new AsyncAction();
  expect(await action.ask(no('Another manager has taken this already.'), no('Take it first.'))).toBe(false);
  expect(action.refusal).toBe('Another manager has taken this already.');
});

test('a second press while the first is under way asks nothing', async () => {
  const action = new AsyncAction();
  let asked = 0;
  const slow = async (): Promise<Reply> => {
    asked += 1;
    await Promise.resolve();
    return { ok: true };
  };
  const first = action.ask(slow);
  expect(await action.ask(slow)).toBe(false);
  expect([await first, asked]).toEqual([true, 1]);
});
