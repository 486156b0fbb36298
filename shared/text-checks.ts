/** Text without a visible character: spaces, control and format characters, lone marks, and letters that are drawn as nothing. */
const unseen = /^[\p{Z}\p{Cc}\p{Cf}\p{M}\u115F\u1160\u2800\u3164\uFFA0]*$/u;
/** Whether a text has no visible character. */
export const isBlank = (words: string) => unseen.test(words);

/** Whether this is a day of the calendar such as 2026-11-21, in a time for which there can be anything here. Takes every text. */
export function isDay(text: string): boolean {
  const isOurs = /^\d{4}-\d{2}-\d{2}$/.test(text) && text >= '1970-01-08' && text < '2200';
  const at = isOurs ? Date.parse(`${text}T00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** Letters without accents, figures and a few signs: none that means something else in the head of an e-mail. */
const emailAddress =
  /^[\w+'&~-]+(?:\.[\w+'&~-]+)*@(?:[a-z\d]+(?:-+[a-z\d]+)*\.)+[a-z][a-z\d]+(?:-+[a-z\d]+)*$/i;
/** Whether this is an e-mail address that can be written to. */
export const isEmailAddress = (text: string) => emailAddress.test(text);
export const noEmailAddress =
  'This does not look like an e-mail address. It needs an @, and a dot after it, and has neither spaces nor accents.';
