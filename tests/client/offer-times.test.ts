import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import OfferTimes from '../../client/desk/OfferTimes.svelte';
import { slotsIn } from '../../client/desk/offer-week.ts';
import { Times } from '../../client/ui/times.ts';

test('in the night in which the clocks go back, both times of the same name can be chosen', async () => {
  const now = Date.parse('2027-10-30T12:00:00Z');
  const slots = slotsIn('Night', '2027-10-31', now, new Times('Europe/London'), 'Europe/London');
  const onchoose = vi.fn<(slot: { at: string }) => void>();
  const chosen = '2027-10-31T00:30:00.000Z';
  const free = slots.map((slot) => ({ ...slot, plan: null, taken: false }));
  render(OfferTimes, { legend: 'Night', name: 'time', slots: free, chosen, onchoose });
  const [first, second] = ['The first 01:30', 'The second 01:30'].map((name) =>
    screen.getByRole<HTMLInputElement>('radio', { name: new RegExp(name, 'i') }),
  );
  expect([first!.checked, second!.checked]).toEqual([true, false]);
  await fireEvent.click(second!);
  expect(onchoose.mock.calls[0]![0].at).toBe('2027-10-31T01:30:00.000Z');
});
