/** Hours after which a sign-in ends, regardless of activity: one night. */
export const signInHours = 16;

/** One of a person's own sign-ins, visible to that person only. Times in ISO 8601. */
export type OwnSignIn = {
  id: string;
  since: string;
  /** Rounded to the minute. */
  lastActiveAt: string;
  /** The kind of browser, such as `Firefox on Windows`; null if unknown. */
  browser: string | null;
  /** Whether it is the requesting sign-in. */
  isThis: boolean;
};
