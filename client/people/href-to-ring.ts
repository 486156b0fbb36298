/** The address that rings a number, in whichever way it is written. */
export const hrefToRing = (phone: string) => `tel:${phone.replace(/[^+\d]/g, '')}`;
