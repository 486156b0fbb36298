import { access } from '#shared/access';
import type { stepCommands } from '#shared/step-commands';
import { mayReadSharedSteps, mostSteps, mostToShare, type Step } from '#shared/steps';
import { isA, type Viewer } from '#shared/viewer';
import { personById } from '../people/queries.ts';
import { refuseUnless, type Context, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { tellAboutSteps } from '../updates/tell.ts';
import { answerStep, countSteps, insertStep, isWith, removeStep, stepById } from './queries.ts';

export const stepHandlers: Handlers<keyof typeof stepCommands> = {
  async 'step:add'({ stepId, kind, words }, context) {
    permit(context, access['step:add']);
    refuseUnless(
      kind !== 'may-share' || (await countSteps(context.tx, context.actor.id, kind)) < mostToShare,
      'conflict',
      'You have three lines already. Take one off first.',
    );
    await add(context, { id: stepId, kind, words });
  },

  async 'step:share'({ stepId, copyId, with: withId }, context) {
    const { actor, tx } = context;
    const { kind, words, withId: isCopy } = await ownStep(context, 'step:share', stepId);
    refuseUnless(isCopy === null, 'conflict', 'This is shared already. Share the line itself.');
    refuseUnless(kind !== 'may-share', 'conflict', 'This line is for you alone.');
    await refuseUnlessHere(context, withId, mayReadSharedSteps);
    refuseUnless(
      !(await isWith(tx, { personId: actor.id, withId, copyOf: stepId })),
      'conflict',
      'You share this with them already.',
    );

    await add(context, { id: copyId, kind, words, copyOf: stepId, withId });
    await tellAboutSteps(context, { to: [withId], kind: 'step-shared', aboutId: actor.id, by: actor.id });
  },

  async 'step:askReference'({ stepId, with: withId, words }, context) {
    const { actor, tx } = context;
    permit(context, access['step:askReference']);
    await refuseUnlessHere(context, withId, (person) => isA(person, 'manager'));
    refuseUnless(
      !(await isWith(tx, { personId: actor.id, withId, copyOf: null })),
      'conflict',
      'You have asked them already.',
    );

    await add(context, { id: stepId, kind: 'reference', words, withId });
    await tellAboutSteps(context, { to: [withId], kind: 'step-asked', aboutId: actor.id, by: actor.id });
  },

  async 'step:answer'({ stepId, answer }, context) {
    const { actor, tx, version, helplineId, announce } = context;
    const asked = permit(context, access['step:answer'], await stepById(tx, helplineId, stepId));
    refuseUnless(!asked.removed, 'conflict', 'They have taken this question back.');
    if (asked.answer === answer) return;

    announce('step:changed', await answerStep(tx, stepId, { version, answer }));
    const to = [asked.personId];
    await tellAboutSteps(context, { to, kind: 'step-answered', aboutId: actor.id, by: actor.id });
  },

  async 'step:remove'({ stepId }, context) {
    const { tx, version, helplineId, announce } = context;
    permit(context, access['step:remove'], await stepById(tx, helplineId, stepId));

    for (const step of await removeStep(tx, stepId, version)) announce('step:changed', step);
  },
};

type NewStep = Pick<Step, 'id' | 'kind' | 'words'> & Partial<Pick<Step, 'copyOf' | 'withId'>>;

async function add({ actor, tx, version, helplineId, now, announce }: Context, step: NewStep) {
  refuseUnless(
    (await countSteps(tx, actor.id)) < mostSteps,
    'conflict',
    'Your list is full. Take something off it first.',
  );
  const row = { ...step, helplineId, version, personId: actor.id, at: now };
  announce('step:changed', await insertStep(tx, row));
}

async function ownStep(context: Context, command: 'step:share', stepId: string): Promise<Step> {
  const { tx, helplineId } = context;
  const step = permit(context, access[command], await stepById(tx, helplineId, stepId));
  refuseUnless(!step.removed, 'conflict', 'You have taken this off your list.');
  return step;
}

/** Refuses somebody who is not here, is oneself, or has no such role. */
async function refuseUnlessHere(
  { actor, tx, helplineId }: Context,
  personId: string,
  mayBe: (person: Pick<Viewer, 'roles'>) => boolean,
) {
  const person = await personById(tx, helplineId, personId);
  refuseUnless(person && person.suspendedAt === null && mayBe(person), 'not-found');
  refuseUnless(personId !== actor.id, 'conflict', 'This is you. Choose somebody else.');
}
