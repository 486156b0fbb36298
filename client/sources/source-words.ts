import type {
  Difference,
  DifferenceCounts,
  Source,
  SourceRead,
  SourceTrouble,
  UnreadableBecause,
} from '#shared/sources';
import type { App } from '../app.ts';
import { past } from '../ui/moments.ts';
import { listed } from '../ui/number-words.ts';

type Reads = Pick<App, 'times' | 'clock'>;

export const differenceWords: Record<Difference, string> = {
  new: 'New',
  changed: 'Changed',
  gone: 'Gone',
  unreadable: 'Not read',
};

export const troubleWords: Record<SourceTrouble, string> = {
  inside: 'The address does not lead to a public server.',
  unreachable: 'Their server could not be reached.',
  slow: 'Their server took too long.',
  'too-large': 'They sent far more than a list of services holds.',
  error: 'Their server stopped with an error.',
  busy: 'Their server asks to be left alone for now.',
  'not-found': 'There is nothing at this address.',
  'not-json': 'There is a web page at this address, or something else that is no list.',
  'not-services': 'What they sent is no list of services as Open Referral UK 3.0 writes it.',
  redirects: 'The address leads on and on, and never to a list.',
  unfinished: 'It was begun three times and never came to its end.',
};

export const becauseWords: Record<UnreadableBecause, string> = {
  'no-id': 'It has no id.',
  'no-name': 'It has no name.',
  'no-way': 'It has no number, no e-mail or web address, and no place.',
  status: 'Its status is none that the standard has.',
  twice: 'Its id is in the file twice, with different words.',
  lost: 'It is in their list, but could not be fetched.',
  shape: 'It is not written as the standard says.',
};

/** 112 new, 9 changed, 3 gone, 4 could not be read; "nothing to decide" for none. */
export function countsWords({ new: fresh, changed, gone, unreadable }: DifferenceCounts): string {
  const words = [
    [fresh, 'new'],
    [changed, 'changed'],
    [gone, 'gone'],
    [unreadable, 'could not be read'],
  ] as const;
  const some = words.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return some.length > 0 ? some.join(', ') : 'nothing to decide';
}

/** Whether it is being read, or is about to be. */
export const isBeingRead = ({ dueAt, trouble }: Source, now: number): boolean =>
  dueAt !== null && Date.parse(dueAt) <= now && !trouble?.again;

export const isWaiting = ({ waiting }: Source): boolean =>
  waiting.new + waiting.changed + waiting.gone + waiting.unreadable > 0;

/** One sentence for the list of sources. */
export function stateWords(app: Reads, source: Source): string {
  const now = app.clock.now;
  if (isBeingRead(source, now)) return 'Being read now.';
  if (source.trouble) return `Could not be read ${past(app.times, now, source.trouble.at)}.`;
  if (!source.lastRead) return 'No file has been brought yet.';
  const waits = isWaiting(source) ? `${countsWords(source.waiting)}.` : 'Nothing to decide.';
  return `Read ${past(app.times, now, source.lastRead.at)}: ${waits}`;
}

/** What a read found beside its differences, and what has to be known about it: sentences. */
export function readWords(read: SourceRead, isFile: boolean): string[] {
  const { same, elsewhere, closed, claimed, isWhole, tooMany, found } = read;
  const others = [
    same > 0 ? `${same} have nothing new` : '',
    elsewhere > 0 ? `${elsewhere} are elsewhere` : '',
    closed > 0 ? `${closed} are closed` : '',
  ].filter(Boolean);
  const given = same + elsewhere + closed + found.new + found.changed + found.unreadable;
  return [
    others.length > 0 ? `${listed(others)}.` : '',
    tooMany
      ? 'There are more than 500, and 500 were read. Choose areas, or put a search into the address.'
      : '',
    !isWhole && !tooMany && claimed !== null
      ? `${isFile ? 'It' : 'Their server'} says that there are ${claimed}, and gave ${given}. So nothing counts as gone.`
      : '',
  ].filter(Boolean);
}
