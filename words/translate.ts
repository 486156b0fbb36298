import { extract } from './extract.ts';
import { languageMarks } from './language-marks.ts';
import { editFor, edited } from './replace.ts';

/** A language as the build needs it: its tag, and what it says for a message; undefined where nothing is translated. */
export type Language = { tag: string; say: (text: string, path: string) => string | undefined };

/** The source of a file with its messages in that language. What is not translated stays as it is. */
export function translated(path: string, code: string, { tag, say }: Language): string {
  const { messages, root } = extract(path, code);
  const edits = messages.flatMap((message) => {
    const translation = say(message.text, path);
    return translation === undefined ? [] : [editFor(message, translation)];
  });
  const marks = languageMarks(root, tag, ({ text }) => say(text, path) !== undefined);
  return edited(code, [...edits, ...marks]);
}
