import { access } from '#shared/access';
import { hasCertificate, type trainingCommands } from '#shared/trainings';
import { helplineById } from '../helpline/queries.ts';
import { wallClockAt } from '../helpline/wall-clock.ts';
import { refuseUnless, type Context, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { changeTraining, sayOfCourse, trainingById, trainingOf } from './queries.ts';

const certificateSeen = 'A manager has seen your certificate, so this stays. Tell them if it is wrong.';

export const trainingHandlers: Handlers<keyof typeof trainingCommands> = {
  async 'training:plan'({ trainingId, course, on }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    permit(context, access['training:plan']);
    refuseUnless(
      on === null || on >= (await todayIn(context)),
      'conflict',
      'This day is over. Choose a later one, or say that you have done it.',
    );

    const whose = { id: trainingId, helplineId, personId: actor.id, course };
    const change = { version, plannedOn: on, changedAt: now };
    announce('training:changed', await sayOfCourse(tx, whose, change));
  },

  async 'training:done'({ trainingId, course, on }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    permit(context, access['training:done']);
    refuseUnless(
      on <= (await todayIn(context)),
      'conflict',
      'This day is still to come. Plan it, and say afterwards that you have done it.',
    );

    const before = await trainingOf(tx, actor.id, course);
    const seenOf = before?.seenBy ? before.doneOn : null;
    refuseUnless(seenOf === null || on >= seenOf, 'conflict', certificateSeen);

    const whose = { id: trainingId, helplineId, personId: actor.id, course };
    const seenBy = on === before?.doneOn ? before.seenBy : null;
    const change = { version, plannedOn: null, doneOn: on, seenBy, changedAt: now };
    announce('training:changed', await sayOfCourse(tx, whose, change));
  },

  async 'training:takeBack'({ trainingId }, context) {
    const { tx, version, helplineId, now, announce } = context;
    const training = permit(
      context,
      access['training:takeBack'],
      await trainingById(tx, helplineId, trainingId),
    );
    refuseUnless(training.seenBy === null, 'conflict', certificateSeen);

    announce(
      'training:changed',
      await changeTraining(tx, trainingId, { version, doneOn: null, changedAt: now }),
    );
  },

  async 'training:seen'({ trainingId, doneOn }, context) {
    const { actor, tx, version, helplineId, now, announce } = context;
    const found = await trainingById(tx, helplineId, trainingId);
    const { course, doneOn: saidOn, seenBy } = permit(context, access['training:seen'], found);
    refuseUnless(hasCertificate(course), 'conflict', 'There is no certificate for this course.');
    refuseUnless(
      saidOn === doneOn,
      'conflict',
      'They have changed what they said meanwhile. Look at it, then say so again.',
    );
    if (seenBy !== null) return;

    announce(
      'training:changed',
      await changeTraining(tx, trainingId, { version, seenBy: actor.id, changedAt: now }),
    );
  },
};

/** The day on the clock of the helpline. */
async function todayIn({ tx, helplineId, now }: Context): Promise<string> {
  const { timeZone } = await helplineById(tx, helplineId);
  return wallClockAt(now, timeZone).day;
}
