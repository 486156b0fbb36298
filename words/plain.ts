import { syllable } from 'syllable';

/** Technical words and words of offices, none of which anybody says on the phone at night. */
const forbidden =
  /\b(sync(ed|hroni[sz]\w*)?|sessions?|invalid|aborted|fatal|illegal|null|undefined|timed? ?out|timeout|payload|authenticat(e|ed|ion)|credentials?|backend|server error|unexpected error|utili[sz]e|leverage|prior to|in order to|commence|terminate[ds]?|committed suicide)\b/i;

/** What of a text nobody would say; null if there is nothing of the kind. */
export const forbiddenIn = (text: string): string | null => forbidden.exec(text)?.[0] ?? null;

/** The sentences of a text, a name standing for each value. What does not end like a sentence is a label, and is none. */
export const sentencesIn = (text: string): string[] =>
  (text.replace(/\{\d+\}/g, 'Ana').match(/[^.?!…]+[.?!]+[”’)]*/g) ?? [])
    .map((sentence) => sentence.trim())
    .filter((sentence) => wordsIn(sentence).length >= 3);

/** The words of a sentence, numbers among them. */
export const wordsIn = (sentence: string): string[] => sentence.match(/[\p{L}\d][\p{L}\d’'-]*/gu) ?? [];

/** Figures of readability: words to a sentence, and the age by which most people can read it (Flesch and Kincaid's grade, and five years). */
export type Readability = {
  sentences: number;
  wordsPerSentence: number;
  readingAge: number;
  longest: string;
};

/** `texts` are messages of the catalogue. */
export function readabilityOf(texts: string[]): Readability {
  const sentences = texts.flatMap(sentencesIn);
  const words = sentences.flatMap(wordsIn);
  const wordsPerSentence = words.length / sentences.length;
  const syllables = words.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0);
  const grade = 0.39 * wordsPerSentence + 11.8 * (syllables / words.length) - 15.59;
  const longest = sentences.reduce(
    (most, one) => (wordsIn(one).length > wordsIn(most).length ? one : most),
    '',
  );
  return { sentences: sentences.length, wordsPerSentence, readingAge: grade + 5, longest };
}
