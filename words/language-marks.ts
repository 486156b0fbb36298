import type { ElementWords, Message } from './message.ts';
import type { Edit } from './replace.ts';

const source = 'en-GB';

/**
 * Says of each outermost element whose own words are all of one language which one that is, so that a screen reader speaks a page in two
 * languages as it should. What a component is given, and what a script says, is spoken in the language around it.
 */
export function languageMarks(
  root: ElementWords,
  language: string,
  isTranslated: (message: Message) => boolean,
): Edit[] {
  const languageOf = (message: Message) => (isTranslated(message) ? language : source);
  const allOf = ({ own, within }: ElementWords): Set<string> =>
    new Set([...own.map(languageOf), ...within.flatMap((one) => [...allOf(one)])]);
  const marksIn = (element: ElementWords): Edit[] => {
    const [spoken, other] = [...allOf(element)];
    if (element.hasLang || spoken === undefined) return [];
    if (other === undefined) return [mark(element, spoken)];
    const own = new Set(element.own.map(languageOf));
    const here = own.size === 1 ? [mark(element, [...own][0]!)] : [];
    return [...here, ...element.within.flatMap(marksIn)];
  };
  return root.within.flatMap(marksIn);
}

const mark = ({ nameEnd }: ElementWords, language: string): Edit => ({
  start: nameEnd,
  end: nameEnd,
  write: () => ` lang="${language}"`,
});
