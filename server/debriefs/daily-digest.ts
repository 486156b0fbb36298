import { mayAnswerDebrief } from '#shared/debriefs';
import { mayDoFollowUp } from '#shared/follow-ups';
import { isA, type Viewer } from '#shared/viewer';
import type { DueJob } from '../platform/live/commands/command.ts';
import { takeDueFollowUps } from '../follow-ups/queries.ts';
import {
  helplineById,
  helplinesWithDigestDue,
  recordDigestSent,
  type DigestTimes,
} from '../helpline/queries.ts';
import { wallClockAt } from '../helpline/wall-clock.ts';
import { peopleOf, viewersByIds } from '../people/queries.ts';
import { notify } from '../notifications/notify.ts';
import { debriefsWaiting } from './queries.ts';

/** Notifies people once a day, at the time the helpline chose, that something waits for them. The notification has no details. */
export const dailyDigest: DueJob = {
  what: 'daily digest',
  atOnce: 10,
  async where(db, now) {
    const isTime = ({ timeZone, dailyDigestAt, digestSentOn }: DigestTimes) => {
      const { day, time } = wallClockAt(now, timeZone);
      return time >= dailyDigestAt && (digestSentOn === null || digestSentOn < day);
    };
    return (await helplinesWithDigestDue(db, now)).filter(isTime).map(({ id }) => id);
  },

  async carryOut(change) {
    const { tx, helplineId, now } = change;
    const { day } = wallClockAt(now, (await helplineById(tx, helplineId)).timeZone);
    if (!(await recordDigestSent(tx, helplineId, day))) return;

    const everybody = (await peopleOf(tx, helplineId)).map(({ id }) => id);
    const viewers = await viewersByIds(tx, everybody, now);
    const waiting = await debriefsWaiting(tx, helplineId);
    const isAsked = (viewer: Viewer) =>
      waiting.some((debrief) => mayAnswerDebrief(viewer, debrief) && debrief.askedBy !== viewer.id);
    const asked = viewers.filter(isAsked).map(({ id }) => id);
    if (asked.length > 0) await notify(change, { to: asked, kind: 'debrief', path: '/desk' });

    const due = await takeDueFollowUps(tx, helplineId, day, now);
    for (const viewer of viewers.filter((one) => due.some((followUp) => mayDoFollowUp(one, followUp))))
      await notify(change, { to: [viewer.id], kind: 'follow-up', path: whereFollowUpsAre(viewer) });
  },
};

const whereFollowUpsAre = (viewer: Viewer) =>
  isA(viewer, 'manager') || isA(viewer, 'supervisor') ? '/desk' : '/asked';
