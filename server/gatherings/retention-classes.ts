import { retentionDays } from '#shared/retention';

/** The classes of data of one-to-ones and meetings, and of what people bring to them. */
export const gatheringClasses = {
  gatherings: {
    covers: 'one-to-ones, team meetings and group supervisions, with what was written and brought',
    days: retentionDays.gatherings,
    from: 'their beginning',
    why: 'a year is long enough to look back together',
  },
  toBring: {
    covers: 'what people want to bring to them, and everything taken off their lists',
    days: retentionDays.toBring,
    from: 'when it was written',
    why: 'it is for the next one or two',
  },
};
