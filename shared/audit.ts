import type { HeldClass } from './retention.ts';
import { isA, type Viewer } from './viewer.ts';

/** Actions on a person's account and places: visible to the actor, the person and the managers. */
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
  'induction-set',
  'induction-ended',
  'person-exported',
  'person-erased',
  'placed-in-shift',
  'taken-off-shift',
  'placed-despite-rest',
  'place-taken-over',
  'place-given-back',
  'swap-allowed',
  'swap-refused',
] as const;

/** Actions of signing in: visible to the person only, except that managers see sign-ins ended by others. */
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

/** Actions of the host that concern every helpline of the installation. */
const hostActions = ['backup-made', 'backup-restored', 'keys-rotated'] as const;

/** Actions on the helpline: visible to its managers. */
export const helplineActions = [
  'on-call-changed',
  'shift-added',
  'shift-moved',
  'shift-cancelled',
  'pattern-changed',
  'week-copied',
  'rota-undone',
  'settings-changed',
  'supervision-planned',
  'hold-set',
  'hold-lifted',
  'figures-taken',
  'report-made',
  'assumption-set',
  'costs-kept',
  'feedback-switched',
  'question-settled',
  'reply-published',
  'reply-removed',
  'safety-marked',
  'safety-taken',
  'safety-closed',
  'number-shown',
  'source-added',
  'source-removed',
  'services-exported',
  ...hostActions,
] as const;

/** Steps of opening private words: visible to the managers, to who took them, and from the opening on to those whose words they are. */
export const wordsActions = [
  'words-asked',
  'words-declined',
  'words-withdrawn',
  'words-lapsed',
  'words-opened',
  'words-read',
  'words-shut',
  'words-reviewed',
] as const;

type WordsAction = (typeof wordsActions)[number];
type AccountAction = (typeof accountActions)[number];
type SignInAction = (typeof signInActions)[number];
export type HostAction = (typeof hostActions)[number];
type HelplineAction = (typeof helplineActions)[number];
/** An erasing run; its line has the number of rows erased. */
export type ErasedAction = `erased-${HeldClass}`;
/** The erasing runs that are shown. Those of every night are left out, because they would hide the rest. */
export const readErasures = [
  'erased-signals',
  'erased-callRecords',
  'erased-withdrawnFlags',
  'erased-checkIns',
  'erased-debriefs',
  'erased-followUps',
  'erased-grants',
  'erased-breakGlass',
  'erased-logExports',
] as const satisfies readonly ErasedAction[];
export type ReadErasure = (typeof readErasures)[number];
export type ReadAction = WordsAction | AccountAction | SignInAction | HelplineAction | ReadErasure;

/** The actions that the audit log records, without their content. Grants and flags are shown with their calls instead. */
export type AuditAction = ReadAction | ErasedAction | 'call-opened' | 'flag-withdrawn';

type Named = { id: string; firstName: string };
/** A line as shown. `by` is null for the host; `about` is null unless it is about a person; `counted` is the number of rows for an erasing run, else null. `at` is ISO 8601. */
export type AuditLine = {
  number: number;
  at: string;
  action: ReadAction;
  by: Named | null;
  about: Named | null;
  counted: number | null;
};
export type AuditPage = { lines: AuditLine[]; more: boolean };

/** Managers, for the lines of the helpline. Everybody may read their own lines. */
export const mayReadAudit = (viewer: Viewer) => isA(viewer, 'manager');
