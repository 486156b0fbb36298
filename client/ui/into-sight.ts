/** Scrolls an element that was just opened into view. */
export const scrollIntoSight = (opened: HTMLElement) => opened.scrollIntoView?.({ block: 'nearest' });
