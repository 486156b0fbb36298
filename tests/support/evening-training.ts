import type { Client } from './client.ts';
import { newId, type Helpline } from './helpline.ts';
import type { Does } from './does.ts';

/** Ana plans a course, takes another with a certificate, and one by mistake; Cai’s induction is set and ended, and in between Cai listens along. */
export async function busyTraining(
  does: Does,
  { ids, shiftId }: Helpline,
  { ana, ben, cai, mo }: Record<'ana' | 'ben' | 'cai' | 'mo', Client>,
) {
  const [taken, mistaken] = [newId(), newId()];
  const doneOn = '2026-11-02';
  await does(ana, 'training:plan', { trainingId: newId(), course: 'mindfulness', on: '2099-01-04' });
  await does(ana, 'training:done', { trainingId: taken, course: 'first-aid', on: doneOn });
  await does(mo, 'training:seen', { trainingId: taken, doneOn });
  await does(ana, 'training:done', { trainingId: mistaken, course: 'risk', on: doneOn });
  await does(ana, 'training:takeBack', { trainingId: mistaken });
  const induction = { from: '2026-11-02', until: '2099-11-29' };
  await does(mo, 'person:induction', { personId: ids.cai, induction });
  const listeningId = newId();
  await does(cai, 'listening:ask', { listeningId, shiftId, personId: ids.cai });
  for (const one of [ana, ben]) await does(one, 'listening:say', { listeningId, yes: true });
  await does(ana, 'presence:set', { state: 'ready' });
  await does(ben, 'listening:end', { listeningId });
  await does(mo, 'person:induction', { personId: ids.cai, induction: null });
}

/** Ana writes down what she wants, shares one line, takes it back, and asks Mo for a reference. */
export async function busySteps(does: Does, { ids }: Helpline, { ana, mo }: Record<'ana' | 'mo', Client>) {
  const [want, learning, copyId, back, asked] = [newId(), newId(), newId(), newId(), newId()];
  await does(ana, 'step:add', { stepId: want, kind: 'want', words: 'Work with young people' });
  await does(ana, 'step:add', { stepId: learning, kind: 'learning', words: 'Silence helps.' });
  await does(ana, 'step:add', { stepId: newId(), kind: 'may-share', words: 'I have been in hospital too' });
  await does(ana, 'step:share', { stepId: want, copyId, with: ids.mo });
  await does(ana, 'step:share', { stepId: learning, copyId: back, with: ids.mo });
  await does(ana, 'step:remove', { stepId: back });
  await does(ana, 'step:askReference', { stepId: asked, with: ids.mo, words: 'A course at the college' });
  await does(mo, 'step:answer', { stepId: asked, answer: 'not-now' });
}
