import { moment, nouns, type Happening, type View } from '../history.ts';

/** Compares what a page shows now with what it showed before: no row may become older, or be gone unless a welcome said so. */
export function watchForGoingBack(note: (happening: Happening) => void) {
  let before = new Map<string, number>();

  return function look(view: View, startedAfresh: boolean) {
    const now = new Map<string, number>();
    for (const noun of nouns) for (const row of view[noun]) now.set(`${noun} ${row.id}`, row.version);
    for (const [key, from] of before) {
      const [noun, id] = key.split(' ') as [string, string];
      const to = now.get(key) ?? null;
      if (to === null ? startedAfresh || leavesByItself(noun, from) : to >= from) continue;
      if (startedAfresh && hasVersionPerAudience(noun)) continue;
      note({ at: moment(), kind: 'went back', noun, id, from, to });
    }
    before = now;
  };
}

/** A signal taken back is not shown any more, nor is a call that was begun here and refused. */
const leavesByItself = (noun: string, version: number) => noun === 'signals' || version === 0;

/** Whoever loses their place in a shift sees it as the rest of the team does, in an older version, from the welcome on that says so. */
const hasVersionPerAudience = (noun: string) => noun === 'shifts';
