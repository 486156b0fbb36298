import type { FlagStep } from '#shared/flags';
import type { App } from '../app.ts';

/** One step of a flag, worded for the person who raised it. */
export function flagStepWords(app: Pick<App, 'nameOf'>, { step, by }: FlagStep): string {
  const who = app.nameOf(by);
  return {
    raised: 'You raised it.',
    taken: `${who} is looking at it.`,
    released: `${who} left it for another supervisor.`,
    lapsed: 'It waits for the supervisors again, because nobody got on with it.',
    asked: `${who} asks you:`,
    answered: 'You answered:',
    closed: `${who} closed it and gave back what we learned.`,
    withdrawn: 'You took it back.',
  }[step];
}
