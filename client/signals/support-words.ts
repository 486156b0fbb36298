import { isAnswered, promisedAt, type GivenAnswer, type Signal } from '#shared/signals';
import type { App } from '../app.ts';
import { listed } from '../ui/number-words.ts';
import { stopwatch } from '../ui/times.ts';

type Reads = Pick<App, 'clock' | 'times' | 'me' | 'nameOf'>;

/** `toGo` changes each second, so it is kept out of what a screen reader announces. */
type Told = { words: string; toGo: string | null };

/** The sentences about who was asked, who has it on their screen, and who answered what; the same for everybody who was asked. */
export function supportStory(app: Reads, signal: Signal): Told[] {
  const now = app.clock.now;
  const said = signal.answers.map((given) => ({
    words: sentence(app, signal, given),
    toGo: stillToGo(app, given),
  }));
  const silent = signal.escalatedTo.filter((id) => !signal.answers.some(({ by }) => by === id));
  const seen = signal.seenBy.map(({ by }) => by).filter((id) => silent.includes(id));
  const asked = silent.filter((id) => !seen.includes(id));
  const have = (ids: string[], what: string) =>
    ids.length === 0
      ? []
      : [`${listed(ids.map(app.nameOf.bind(app)))} ${isPlural(app, ids) ? 'have' : 'has'} ${what}.`];
  const nobody = said.length === 0 && !isAnswered(signal, now) ? ['Nobody has answered yet.'] : [];
  const asSaid = (words: string) => ({ words, toGo: null });
  return [
    ...nobody.map(asSaid),
    ...said,
    ...[...have(asked, 'been asked'), ...have(seen, 'seen it')].map(asSaid),
  ];
}

const isPlural = (app: Reads, ids: string[]) => ids.length > 1 || ids[0] === app.me.id;

function sentence(app: Reads, signal: Signal, { by, answer, at }: GivenAnswer): string {
  const who = app.nameOf(by);
  const isMe = by === app.me.id;
  const whom = signal.raisedBy === app.me.id ? 'you' : app.nameOf(signal.raisedBy);
  const when = app.times.at(at);
  switch (answer) {
    case 'five-minutes': {
      const promised = promisedAt({ answer, answeredAt: at })!;
      if (app.clock.now >= promised) return `${who} said “in five minutes” at ${when}. They are over.`;
      return `${who} ${isMe ? 'come' : 'comes'} in five minutes, at ${app.times.at(promised)}.`;
    }
    case 'cannot':
      return `${who} can’t just now.`;
    case 'ringing-you':
      return `${who} ${isMe ? 'are' : 'is'} ringing ${whom} (${when}).`;
    default:
      return `${who} ${isMe ? 'are' : 'is'} with ${whom} since ${when}.`;
  }
}

/** How long a promise to come in five minutes still has; null without one, and once it is over. */
function stillToGo({ clock: { now } }: Reads, { answer, at }: GivenAnswer): string | null {
  const promised = promisedAt({ answer, answeredAt: at });
  if (promised === null || now >= promised) return null;
  return `${stopwatch(new Date(now).toISOString(), promised)} to go.`;
}

/** The first name of the manager who is asked next; null if everybody has been asked. */
export function nextToAsk(
  { shifts, people, me }: Pick<App, 'shifts' | 'people' | 'me'>,
  { shiftId, escalatedTo, raisedBy }: Signal,
): string | null {
  const shift = shifts.get(shiftId);
  const able = people.managers.map(({ id }) => id).filter((id) => id !== me.id && id !== raisedBy);
  const inTurn = [shift?.managerId, shift?.nextManagerId, ...able];
  const next = inTurn.find((id) => id && able.includes(id) && !escalatedTo.includes(id));
  return next ? (people.get(next)?.firstName ?? null) : null;
}
