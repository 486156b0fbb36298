import { cleanup, fireEvent, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import Composer from '../../client/messages/Composer.svelte';
import { call, evenings, pageWith } from './call-back-night.ts';
import { settled } from './fake-socket.ts';

let page: ReturnType<typeof pageWith>;
const place = `chat ${evenings[0]!.id}`;
/** What is chosen beside the draft. */
const chosen = { covered: 'yes', warning: 'about a loss', about: call.id };

beforeEach(() => {
  vi.useFakeTimers();
  page = pageWith();
  for (const [what, value] of Object.entries(chosen)) page.app.drafts.put(`${place} ${what}`, value);
});
afterEach(() => {
  cleanup();
  page.end();
});

/** What goes when a phrase is tapped with this in the box. */
async function said(draft: string) {
  page.app.drafts.put(place, draft);
  page.show(Composer, { shiftId: evenings[0]!.id, with: { personId: 'ben', firstName: 'Ben' } as never });
  await fireEvent.click(screen.getByRole('button', { name: 'Thank you' }));
  await settled();
  expect(page.socket.sent).toHaveLength(1);
  const { body, to, callId, covered, warning } = page.socket.sent[0]!.fields;
  return { body, to, callId, covered, warning };
}
const kept = () => Object.keys(chosen).map((what) => page.app.drafts.at(`${place} ${what}`));

test('a phrase goes without what was chosen for the draft, which keeps it', async () => {
  expect(await said('She lost her sister.')).toEqual({ body: 'Thank you', to: 'ben' });
  expect(page.app.drafts.at(place)).toBe('She lost her sister.');
  expect(kept()).toEqual(Object.values(chosen));
});

test('with nothing in the box, what was chosen goes with the phrase', async () => {
  expect(await said('')).toEqual({
    ...{ body: 'Thank you', to: 'ben', callId: call.id },
    ...{ covered: true, warning: 'about a loss' },
  });
  expect(kept()).toEqual(['', '', '']);
});
