import { againFrom, hasCertificate, type Training } from '#shared/trainings';
import { dateWords } from '../ui/dates.ts';

/** What somebody has said of a course. `seenBy`: the name of the manager who has seen the certificate; `isMine`: they read it themselves. */
export function courseStatus(
  training: Training | undefined,
  { today, seenBy, isMine }: { today: string; seenBy: string; isMine: boolean },
): string {
  const { course, plannedOn = null, doneOn = null } = training ?? {};
  const again = training ? againFrom(training) : null;
  const isPast = plannedOn !== null && plannedOn < today;
  const sentences = [
    doneOn && `Done on ${dateWords(doneOn)}.`,
    doneOn && training?.seenBy && `${seenBy} saw the certificate.`,
    doneOn &&
      course &&
      hasCertificate(course) &&
      !training?.seenBy &&
      (isMine ? 'Show a manager the certificate.' : 'No manager has seen the certificate yet.'),
    again && (again <= today ? 'It is time to take it again.' : `To take again from ${dateWords(again)}.`),
    plannedOn && `Planned for ${dateWords(plannedOn)}.`,
    isPast && isMine && 'Did you go? Then say so.',
  ].filter(Boolean);
  return sentences.length > 0 ? sentences.join(' ') : 'Not yet.';
}
