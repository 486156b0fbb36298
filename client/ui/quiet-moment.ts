import { isSecondTap } from './second-tap.ts';

const quietFor = 700;

/** Distinguishes a deliberate press from one that hits a button that has just replaced the pressed one. */
export class QuietMoment {
  #last: { by: string; at: number } | undefined;

  /** A single mouse click is always deliberate; a second key press or touch only after a pause. */
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
