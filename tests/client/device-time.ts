import { vi } from 'vitest';

/** Milliseconds since 1970 by the date of the device, which a test has taken in hand. */
export const deviceTime = () => vi.getMockedSystemTime()!.getTime();

/** The date of the device goes on, or back, by so many milliseconds, and no timer with it. */
export const moveDate = (milliseconds: number) => vi.setSystemTime(deviceTime() + milliseconds);
