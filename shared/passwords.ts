/** Minimum lengths: of a password alone, and beside an authenticator app. */
export const shortestPassword = 15;
export const shortestWithApp = 8;
export const longestPassword = 200;

/** The fewest different characters in a password, and the fewest characters beside names. */
const fewestDifferent = 5;
const fewestBesideNames = 8;

type Circumstances = {
  /** Whether the person also signs in with an authenticator app. */
  hasApp: boolean;
  /** Guessable names: the helpline's name, their first name, their e-mail address. */
  names: string[];
};

/**
 * A sentence saying what is wrong with a new password; null if nothing is. The list of known passwords is checked by the server
 * only.
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

/** The sentence for a password in the list of known ones. */
export const knownPassword =
  'Many people use this password, so it is guessed first. Choose three or four words that belong together for you alone.';

const lettersIn = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Whether a text repeats a shorter one: "passwordpassword", "abcabcab". */
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
