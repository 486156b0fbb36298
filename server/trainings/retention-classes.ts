import { retentionDays } from '#shared/retention';

/** The class of data of courses. */
export const trainingClasses = {
  trainings: {
    covers: 'courses that people plan or have taken, and that a certificate was seen',
    days: retentionDays.trainings,
    from: 'when it was last said',
    why: 'three years at most until one is taken again, and one more',
  },
};
