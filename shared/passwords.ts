/** Minimum lengths: of a password alone, and beside an authenticator app. */
export const shortestPassword = 15;
export const shortestWithApp = 8;
export const longestPassword = 200;

/** Fewer different characters than this, or fewer left beside names, are no password. */
const fewestDifferent = 5;
const fewestBesideNames = 8;

type Circumstances = {
  /** Whether the person signs in with an authenticator app too. */
  hasApp: boolean;
  /** What anybody could guess of them: the helpline's name, their first name, their e-mail address. */
  names: string[];
};

/**
 * What is wrong with a new password, as a sentence; null for nothing. Whether it is among known passwords is for the server
 * to look up.
 */
export function passwordProblem(password: string, { hasApp, names }: Circumstances): string | null {
  const least = hasApp ? shortestWithApp : shortestPassword;
  if (password.length < least)
    return `That is ${password.length} characters. It needs ${least} or more. Three or four words in a row do well.`;
  if (password.length > longestPassword)
    return `That is too long. It can have ${longestPassword} characters.`;
  const letters = lettersIn(password);
  if (new Set(password.toLowerCase()).size < fewestDifferent || repeats(letters))
    return 'That repeats itself, and is quickly guessed. Choose three or four different words.';
  if (withoutNames(letters, names).length < Math.min(fewestBesideNames, letters.length))
    return 'That is little more than a name that others know. Choose three or four other words.';
  return null;
}

/** Said of a password that stands in a list of known ones. */
export const knownPassword =
  'Many people use this password, so it is guessed first. Choose three or four words that belong together for you alone.';

const lettersIn = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Whether a text is a shorter text over and over: "passwordpassword", "abcabcab". */
function repeats(text: string): boolean {
  for (let period = 1; period <= text.length / 2; period++)
    if (text.startsWith(text.slice(period)) && text.length > 0) return true;
  return false;
}

function withoutNames(letters: string, names: string[]): string {
  const parts = names.flatMap((name) => [name, ...name.split(/[@.\s]+/)]).map(lettersIn);
  const known = [...new Set(parts)].filter((part) => part.length >= 3);
  return known
    .sort((one, other) => other.length - one.length)
    .reduce((rest, part) => rest.replaceAll(part, ''), letters);
}
