import type { CourseSlug } from '#shared/courses';
import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';

/** Null takes the plan away. */
export const planTraining = (live: Live, course: CourseSlug, on: string | null) =>
  live.send('training:plan', { trainingId: newId(), course, on });
export const doneTraining = (live: Live, course: CourseSlug, on: string) =>
  live.send('training:done', { trainingId: newId(), course, on });
export const takeBackTraining = (live: Live, trainingId: string) =>
  live.send('training:takeBack', { trainingId });
/** `doneOn`: the day on the manager’s screen, so that they say it of nothing else. */
export const seeCertificate = (live: Live, trainingId: string, doneOn: string) =>
  live.send('training:seen', { trainingId, doneOn });
