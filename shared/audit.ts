import type { HeldClass } from './retention.ts';
import { isA, type Viewer } from './viewer.ts';

/** Acts on somebody's account and places: read by both, and by the managers. */
export const accountActions = [
  'person-invited',
  'link-requested',
  'link-shown',
  'link-stopped',
  'link-used',
  'change-proposed',
  'change-agreed',
  'change-declined',
  'person-changed',
  'roles-changed',
  'person-suspended',
  'person-restored',
  'person-exported',
  'person-erased',
  'placed-in-shift',
  'taken-off-shift',
] as const;

/** Acts by which somebody signs in: read by that person alone, except that managers read of sign-ins that were ended for somebody else. */
export const signInActions = [
  'signed-in',
  'signed-out',
  'second-step-refused',
  'sign-ins-ended',
  'passkey-added',
  'passkey-removed',
  'password-changed',
  'password-removed',
  'app-added',
  'app-removed',
  'codes-made',
  'code-used',
] as const;

/** Acts on the helpline: read by its managers. */
export const helplineActions = ['on-call-changed', 'settings-changed', 'hold-set', 'hold-lifted'] as const;

type AccountAction = (typeof accountActions)[number];
type SignInAction = (typeof signInActions)[number];
type HelplineAction = (typeof helplineActions)[number];
/** An erasing run, with how many rows went. */
export type ErasedAction = `erased-${HeldClass}`;
/** Those that are read; what goes every night would hide the rest. */
export const readErasures = [
  'erased-signals',
  'erased-callRecords',
  'erased-withdrawnFlags',
  'erased-checkIns',
  'erased-debriefs',
  'erased-followUps',
  'erased-grants',
] as const satisfies readonly ErasedAction[];
export type ReadErasure = (typeof readErasures)[number];
export type ReadAction = AccountAction | SignInAction | HelplineAction | ReadErasure;

/** What the audit log writes down: a code for the act, never its content. Openings and flags are read where their calls are. */
export type AuditAction = ReadAction | ErasedAction | 'call-opened' | 'flag-withdrawn';

type Named = { id: string; firstName: string };
/** A line as it is read. `by` is null for the host, `about` for what is not a person; `counted` is for erasing runs. `at` is ISO 8601. */
export type AuditLine = {
  number: number;
  at: string;
  action: ReadAction;
  by: Named | null;
  about: Named | null;
  counted: number | null;
};
export type AuditPage = { lines: AuditLine[]; more: boolean };

/** Whether this person reads what was done in the helpline. One's own lines everybody reads. */
export const mayReadAudit = (viewer: Viewer) => isA(viewer, 'manager');
