import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Bell } from '../../client/signals/bell.svelte.ts';

const suspend = vi.fn(() => Promise.resolve());
const nothing = () => {};

beforeEach(() => {
  vi.useFakeTimers();
  suspend.mockClear();
  const value = { value: 0, setValueAtTime: nothing, exponentialRampToValueAtTime: nothing };
  const node = { frequency: value, gain: value, connect: () => node, start: nothing, stop: nothing };
  class FakeAudio {
    state = 'running';
    currentTime = 0;
    suspend = suspend;
    createOscillator = () => node;
    createGain = () => node;
  }
  vi.stubGlobal('AudioContext', FakeAudio);
});
afterEach(() => vi.useRealTimers());

test('a second alarm soon after a first one is heard to its end', async () => {
  const bell = new Bell();
  await bell.ring();
  await vi.advanceTimersByTimeAsync(1_500);
  await bell.ring();
  await vi.advanceTimersByTimeAsync(1_900);
  expect(suspend).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(200);
  expect(suspend).toHaveBeenCalledOnce();
});
