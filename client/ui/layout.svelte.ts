import { MediaQuery } from 'svelte/reactivity';
import { openDialogs } from './open-dialogs.svelte.ts';

/** Whether the page is laid out as for a phone, a tablet or a wider screen. */
export class Layout {
  #narrow = new MediaQuery('max-width: 720px');
  #before = this.#narrow.current;
  /** Does not change while a dialog is open: rotating a phone must not unmount the component that opened it. */
  phone: boolean = $derived.by(() => {
    if (!openDialogs.some) this.#before = this.#narrow.current;
    return this.#before;
  });
  #medium = new MediaQuery('max-width: 960px');
  tablet: boolean = $derived.by(() => !this.phone && this.#medium.current);
}
