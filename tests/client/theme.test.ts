import { beforeEach, expect, test, vi } from 'vitest';
import { Theme } from '../../client/ui/theme.svelte.ts';

const device = Object.assign(new EventTarget(), { matches: false });
const turnTo = (night: boolean) => {
  device.matches = night;
  device.dispatchEvent(new Event('change'));
};

beforeEach(() => {
  localStorage.clear();
  device.matches = false;
  vi.stubGlobal('matchMedia', () => device);
});

const shown = () => document.documentElement.dataset.theme;

test('it follows the device until somebody chooses', () => {
  const theme = new Theme();
  expect(shown()).toBe('day');
  turnTo(true);
  expect(shown()).toBe('night');

  theme.choose('day');
  turnTo(true);
  expect(shown()).toBe('day');
});

test('a choice is kept for the next visit, and can be taken back', () => {
  new Theme().choose('night');
  expect(new Theme().choice).toBe('night');
  new Theme().choose('system');
  expect(new Theme().choice).toBe('system');
  expect(shown()).toBe('day');
});
