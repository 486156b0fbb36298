/** The second tap of a double tap lands on whatever has taken the first one’s place, and means nothing. */
export const isSecondTap = (event: MouseEvent) => event.detail > 1;
