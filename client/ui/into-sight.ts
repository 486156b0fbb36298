/** Brings what has just been opened into sight. */
export const scrollIntoSight = (opened: HTMLElement) => opened.scrollIntoView?.({ block: 'nearest' });
