import { eq } from 'drizzle-orm';
import { expect, test, vi } from 'vitest';
import { helplines } from '#drizzle/schema/helplines';
import { openGapDetector } from '#server/platform/live/broadcast/gap-detection';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

test('a change that was lost while the first page was being welcomed is missed at the next look', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const { id: helplineId } = helpline;
  await testServer.db.update(helplines).set({ change: 12 }).where(eq(helplines.id, helplineId));
  const gaps = openGapDetector(testServer.db);
  const look = async () => {
    vi.advanceTimersByTime(1_000);
    return (await gaps.look([helplineId])).missed;
  };
  // The page has read version 10; 11 was lost with its server; 12 came before the welcome was sent.
  gaps.published(helplineId, 12);
  gaps.welcomed(helplineId, 10);
  await look();
  expect(await look()).toEqual([helplineId]);
  expect(await look()).toEqual([]);
  vi.useRealTimers();
});

test('what was broadcast in full is missed by nobody', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const { id: helplineId } = helpline;
  await testServer.db.update(helplines).set({ change: 12 }).where(eq(helplines.id, helplineId));
  const gaps = openGapDetector(testServer.db);
  gaps.welcomed(helplineId, 10);
  for (const version of [12, 11]) gaps.published(helplineId, version);
  for (let looks = 0; looks < 3; looks += 1) {
    vi.advanceTimersByTime(1_000);
    expect((await gaps.look([helplineId])).missed).toEqual([]);
  }
  vi.useRealTimers();
});
