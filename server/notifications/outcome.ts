/**
 * How one try ended. `gone`: that device takes nothing any more. `refused`: it will not go, however often it is tried.
 * `error` is a status or a code, never what anybody wrote.
 */
export type Outcome =
  | { is: 'sent' }
  | { is: 'dropped' }
  | { is: 'gone' }
  | { is: 'refused'; error?: string | number }
  /** `notBefore` in milliseconds, where the other side named a wait. */
  | { is: 'later'; error?: string | number; notBefore?: number };
