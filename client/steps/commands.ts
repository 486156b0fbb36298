import type { OwnStepKind, ReferenceAnswer } from '#shared/steps';
import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';
import { typedAt } from '../live/waiting.ts';

/** `place` is where the words were typed: a refusal puts them back there. */
export const addStep = (live: Live, kind: OwnStepKind, words: string, place?: string) =>
  live.send(
    'step:add',
    { stepId: newId(), kind, words },
    place === undefined ? undefined : typedAt(place, words),
  );
export const shareStep = (live: Live, stepId: string, withId: string) =>
  live.send('step:share', { stepId, copyId: newId(), with: withId });
export const askReference = (live: Live, withId: string, words: string, place: string) =>
  live.send('step:askReference', { stepId: newId(), with: withId, words }, typedAt(place, words));
export const answerReference = (live: Live, stepId: string, answer: ReferenceAnswer) =>
  live.send('step:answer', { stepId, answer });
/** A line with its copies; or one copy, or a question, back from whom it was for. */
export const removeStep = (live: Live, stepId: string) => live.send('step:remove', { stepId });
