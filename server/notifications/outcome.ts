/**
 * The result of one try. `gone`: the device's subscription has ended. `refused`: permanently rejected. `later`: to be retried.
 * `error` is a status or a code, never text by a person.
 */
export type Outcome =
  | { is: 'sent' }
  | { is: 'dropped' }
  | { is: 'gone' }
  | { is: 'refused'; error?: string | number }
  /** `notBefore`: the shortest wait in milliseconds, if the other side named one. */
  | { is: 'later'; error?: string | number; notBefore?: number };
