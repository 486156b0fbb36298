/** Hours after which a sign-in is over, whatever the activity: one night. */
export const signInHours = 16;

/** One of a person's own sign-ins, for that person alone. Times in ISO 8601. */
export type OwnSignIn = {
  id: string;
  since: string;
  /** To the minute. */
  lastActiveAt: string;
  /** The kind of browser, such as `Firefox on Windows`; null if it is not known. */
  browser: string | null;
  /** Whether it is the sign-in that asks. */
  isThis: boolean;
};
