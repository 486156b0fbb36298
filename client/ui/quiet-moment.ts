import { isSecondTap } from './second-tap.ts';

const quietFor = 700;

/** Tells a deliberate press from one that lands on a button that has just replaced the pressed one. */
export class QuietMoment {
  #last: { by: string; at: number } | undefined;

  /** A single click of a mouse is always meant; a second key or touch only once it has been quiet for a moment. */
  isTooSoon(event: MouseEvent): boolean {
    const before = this.#last;
    const by = meansOf(event);
    this.#last = { by, at: event.timeStamp };
    if (isSecondTap(event)) return true;
    return by !== 'mouse' && before?.by === by && event.timeStamp - before.at < quietFor;
  }
}

function meansOf(event: MouseEvent): 'mouse' | 'touch' | 'key' {
  if (event.detail === 0) return 'key';
  return (event as PointerEvent).pointerType === 'touch' ? 'touch' : 'mouse';
}
