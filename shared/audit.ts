/** What the audit log writes down: a code for the act, never its content. */
export type AuditAction =
  | 'call-opened'
  | 'flag-withdrawn'
  | 'person-invited'
  | 'link-requested'
  | 'link-shown'
  | 'link-stopped'
  | 'link-used'
  | 'change-proposed'
  | 'change-agreed'
  | 'change-declined'
  | 'person-changed'
  | 'person-suspended'
  | 'person-restored'
  | 'passkey-added'
  | 'passkey-removed'
  | 'password-changed'
  | 'password-removed'
  | 'app-added'
  | 'app-removed'
  | 'codes-made'
  | 'code-used'
  | 'signed-in'
  | 'signed-out'
  | 'placed-in-shift'
  | 'taken-off-shift'
  | 'on-call-changed'
  | 'settings-changed';

/** A line as it is read. `number` counts within the helpline. `by` and `about` are first names; null for the host, or for no person. */
export type AuditLine = {
  number: number;
  at: string;
  by: string | null;
  action: AuditAction;
  about: string | null;
};

/** A page of lines, newest first; `more`: there are older ones, asked for with `?before=` the last number. */
export type AuditPage = { lines: AuditLine[]; more: boolean };
