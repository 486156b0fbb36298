import type { Debrief, DebriefStep } from '#shared/debrief';
import { urgencyWords } from '#shared/debrief';
import type { FlagStep } from '#shared/review';
import type { App } from '../app.ts';

const small = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

/** One step of a debrief request as whoever asked reads it. */
export function debriefStepWords(
  app: App,
  { urgency }: Debrief,
  { step, by, for: time }: DebriefStep,
): string {
  const who = app.nameOf(by);
  const when = time ? app.times.from(app.clock.now, time) : '';
  return {
    asked: `You asked: ${small(urgencyWords[urgency])}.`,
    accepted: `${who} has your request.`,
    offered: `${who} can talk ${when}.`,
    agreed: `You agreed to ${when}.`,
    held: `You and ${who} have talked.`,
    closed: `${who} closed it.`,
    withdrawn: 'You took it back.',
  }[step];
}

/** One step of a flag as whoever raised it reads it. */
export function flagStepWords(app: App, { step, by }: FlagStep): string {
  const who = app.nameOf(by);
  return {
    raised: 'You raised it.',
    taken: `${who} is looking at it.`,
    released: `${who} put it back for another supervisor.`,
    asked: `${who} asks you:`,
    answered: 'You answered:',
    closed: `${who} closed it. What we learned:`,
    withdrawn: 'You took it back.',
  }[step];
}
