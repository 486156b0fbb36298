import { isSecondTap } from './second-tap.ts';

const quietFor = 700;

/** Tells a deliberate press from one that lands on a button that has just replaced the pressed one. */
export class QuietMoment {
  #last = -Infinity;

  /** A single click of a mouse is always meant; a key or a finger only once it has been quiet for a moment. */
  isTooSoon(event: MouseEvent): boolean {
    const since = event.timeStamp - this.#last;
    this.#last = event.timeStamp;
    if (isSecondTap(event)) return true;
    const byMouse = event.detail === 1 && (event as PointerEvent).pointerType !== 'touch';
    return !byMouse && since < quietFor;
  }
}
