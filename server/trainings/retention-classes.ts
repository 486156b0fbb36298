import { retentionDays } from '#shared/retention';

/** The classes of data of courses, and of listening along. */
export const trainingClasses = {
  trainings: {
    covers: 'courses that people plan or have taken, and that a certificate was seen',
    days: retentionDays.trainings,
    from: 'when it was last said',
    why: 'three years at most until one is taken again, and one more',
  },
  listenings: {
    covers: 'who asked to listen along in a shift, and who of its two said yes',
    days: '12 hours',
    from: 'the end of the shift',
    why: 'nothing of it is kept',
  },
};
