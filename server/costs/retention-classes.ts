import { retentionDays } from '#shared/retention';

/** The classes of data of figures that were taken out, of feedback and of the cost model. */
export const figureClasses = {
  logExports: {
    covers: 'who took out figures of calls, with the reason; the file itself is not kept',
    days: retentionDays.logExports,
    from: 'when they took them',
    why: 'everybody in the helpline can ask about it for a year',
  },
  feedback: {
    covers: 'what people outside said on the page for feedback',
    days: retentionDays.feedback,
    from: 'when it was first shown',
    why: 'long enough to answer it in public; the answers stay',
  },
  assumptions: {
    covers: 'assumptions of the cost model that were replaced',
    days: retentionDays.assumptions,
    from: 'when a newer one took their place',
    why: 'to see how a figure came about; copies that were kept stay',
  },
};
