type Box = HTMLInputElement | HTMLTextAreaElement;

/** Keeps a form from being sent while a text is longer than `most` characters; nothing is cut. */
export const fits = (text: string, most: number | null | undefined) => (box: Box) =>
  box.setCustomValidity(text.length > (most ?? Infinity) ? 'This is too long. Make it shorter.' : '');
