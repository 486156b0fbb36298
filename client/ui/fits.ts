type Box = HTMLInputElement | HTMLTextAreaElement;

/** Blocks submitting a form while a text is longer than `most` characters; the text is not cut. */
export const fits = (text: string, most: number | null | undefined) => (box: Box) =>
  box.setCustomValidity(text.length > (most ?? Infinity) ? 'This is too long. Make it shorter.' : '');
