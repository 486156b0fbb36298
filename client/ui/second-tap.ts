/** True for the second tap of a double tap, which may hit a new button in the same place and is ignored. */
export const isSecondTap = (event: MouseEvent) => event.detail > 1;
