/** A stretch of a source file, in characters from its beginning. */
export type Span = { start: number; end: number };

/** How a message stands in its source, which decides how a translation is written in its place. */
export type MessageKind = 'markup' | 'attribute' | 'literal' | 'template';

/** A word or sentence that a person reads. `text` is its key: what the source says, with each value as {0}, {1} and so on. */
export type Message = Span & { text: string; kind: MessageKind; values: Span[] };

/** An element of a component: where its tag's name ends, the messages directly in it, and the elements in it. */
export type ElementWords = { nameEnd: number; hasLang: boolean; own: Message[]; within: ElementWords[] };

/** What a source file holds. `unseen` looks like words, but stands where nothing is extracted. */
export type Extracted = { messages: Message[]; unseen: (Span & { text: string })[]; root: ElementWords };

const letter = /\p{L}/u;
const slug = /^[a-z\d]+([-:][a-z\d]+)+$/;
/** Addresses, selectors, media types and queries, headers, time zones, names of keys and of classes. */
const machineText =
  /^(\/|https?:|(max|min)-(width|height):|[.#?&([]|data-|:root)|^[a-z]+\/[\w.+*-]+(;|$)|^h[1-6]$|^[mM]-?\d|^[A-Z][a-z]+(-[A-Z][a-z]*)+$|^[A-Z]\w+\/[A-Z]|^(Arrow|Page)[A-Z]|^[A-Z][a-z]+[A-Z]\w*$/;

/** Whether a text that stands where something is shown is a word; slugs, and what has no letter, are not. */
export const isShownWord = (text: string) => letter.test(text) && !slug.test(text) && !machineText.test(text);

/** Whether a text is words wherever it stands: it begins with a capital, or has a space beside a letter. */
export const looksLikeWords = (text: string) =>
  isShownWord(text) && (/^\P{L}*\p{Lu}\p{Ll}/u.test(text) || /\p{L}\S* | \S*\p{L}/u.test(text));

/** The text without its values, to judge by. */
export const withoutValues = (text: string) => text.replace(/\{\d+\}/g, '');
