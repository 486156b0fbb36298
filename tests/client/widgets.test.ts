import { fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { expect, test, vi } from 'vitest';
import Bubble from '../../client/messages/Bubble.svelte';
import Segmented from '../../client/ui/Segmented.svelte';

const options = { fine: 'Going fine', hard: 'Finding it hard' };

test('one choice holds, in words a screen reader hears, and can be taken back where that is allowed', async () => {
  const onchoose = vi.fn();
  render(Segmented, { label: 'How it goes', options, chosen: 'hard', onchoose, canTakeBack: true });
  const hard = screen.getByRole('button', { name: 'Finding it hard' });
  expect(hard.getAttribute('aria-pressed')).toBe('true');
  await fireEvent.click(hard);
  await fireEvent.click(screen.getByRole('button', { name: 'Going fine' }));
  expect(onchoose.mock.calls).toEqual([[null], ['fine']]);
});

test('a covered message shows its warning and nothing else until it is opened', async () => {
  const under = createRawSnippet(() => ({ render: () => '<span>21:39</span>' }));
  render(Bubble, {
    body: 'She lost her sister.',
    mine: false,
    covered: true,
    warning: 'about a loss',
    under,
  });
  expect(screen.queryByText('She lost her sister.')).toBeNull();
  await fireEvent.click(screen.getByRole('button', { name: 'Show it' }));
  expect(screen.getByText('She lost her sister.')).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: 'Hide it again' }));
  expect(screen.queryByText('She lost her sister.')).toBeNull();
});
