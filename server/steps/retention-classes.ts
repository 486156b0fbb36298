import { retentionDays } from '#shared/retention';

/** The class of data of next steps. */
export const stepClasses = {
  steps: {
    covers:
      'what supporters want next and are learning, what of it they share, and whom they asked for a reference; what they may tell callers of themselves',
    days: retentionDays.steps,
    from: 'when it was written',
    why: 'they are looked back on for longer than a year, and can be saved as a file at any time',
  },
};
