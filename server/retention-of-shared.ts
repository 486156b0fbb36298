import { mustReadDays } from '#shared/pages';
import { retentionDays } from '#shared/retention';

/**
 * A class of data. `days` counts from the event that `from` names; a text says what decides instead.
 */
export type RetentionClass = {
  covers: string;
  days: number | string;
  from: string;
  setting?: string;
  why: string;
};

/** The classes of the manual and the directory. */
export const sharedClasses = {
  pageReadings: {
    covers: 'who has said that they read a page of the manual that must be read',
    days: mustReadDays,
    from: 'when it was asked for',
    why: 'after that nobody is asked to read it',
  },
  faults: {
    covers: 'what people found wrong with a service of the directory',
    days: retentionDays.faults,
    from: 'when it was settled',
    why: 'long enough to see what is wrong again and again',
  },
  sources: {
    covers: 'lists of services from elsewhere that were removed',
    days: retentionDays.sources,
    from: 'when they were removed',
    why: 'every open page has learned of it by then; what was taken from them stays',
  },
} satisfies Record<string, RetentionClass>;
