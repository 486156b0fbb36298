import { planHeadings, type Plan, type PlanHeading, type PlanTexts } from '#shared/plans';
import { Draft } from '../live/draft.svelte.ts';
import type { DraftTexts } from '../live/draft-texts.svelte.ts';

/** The text of a plan that is being written. `planId` is empty until the first letter of a new one. */
export type Written = { planId: string; knownAs: string; texts: PlanTexts };

export const headings = Object.entries(planHeadings) as [PlanHeading, string][];
const nothing: PlanTexts = { helps: '', doesNot: '', when: '', others: '', emergency: '' };

const savedIn = (plan: Plan | undefined): Written => ({
  planId: plan?.id ?? '',
  knownAs: plan?.draft?.knownAs ?? plan?.knownAs ?? '',
  texts: plan?.draft?.texts ?? plan?.texts ?? nothing,
});

/** What is typed for this plan, or for a new one, and not saved yet. */
export const draftFor = (drafts: DraftTexts, plan: () => Plan | undefined): Draft<Written> =>
  new Draft(drafts, `plan ${plan()?.id ?? 'new'}`, () => savedIn(plan()));

/** Once a new plan is saved, what was typed meanwhile goes on as a change of it. */
export function moveOn(drafts: DraftTexts, draft: Draft<Written>, plan: Plan): void {
  const [typed, saved] = [draft.value, savedIn(plan)];
  const isSaved =
    typed.knownAs.trim() === saved.knownAs.trim() &&
    headings.every(([heading]) => typed.texts[heading].trim() === saved.texts[heading].trim());
  if (!isSaved) draftFor(drafts, () => plan).value = typed;
  draft.undo();
}
