import { and, eq, gt, inArray, isNotNull, ne } from 'drizzle-orm';
import { plans } from '#drizzle/schema/plans';
import { maySeePlans } from '#shared/plan-sight';
import type { Plan, PlanDraft, PlanTexts } from '#shared/plans';
import type { Viewer } from '#shared/viewer';
import type { Tx } from '../platform/database/db.ts';
import { latestOfHelpline } from '../platform/database/latest-version.ts';
import { isoTime } from '../platform/database/times.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';

type PlanRow = typeof plans.$inferSelect;

export const sealedPlans = sealedTable(plans, {
  columns: { knownAs: text, word: text, agreedText: text, draftKnownAs: text, draftText: text },
  scopeOf: ({ helplineId, id }) => ({ helplineId, purpose: 'plan', subjectId: id }),
});

export const toPlans = async (tx: Tx, rows: PlanRow[]): Promise<Plan[]> =>
  (await sealedPlans.openWhole(tx, rows)).map(planIn);

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const planIn = (row: PlanRow): Plan => ({
  id: row.id,
  version: row.version,
  state: row.state,
  knownAs: row.knownAs,
  word: row.word,
  texts: textsIn(row.agreedText),
  agreedOn: row.agreedOn,
  how: row.how,
  madeBy: row.madeBy,
  reviewBy: row.reviewBy,
  draft: draftIn(row),
  readOutAt: isoTime(row.readOutAt),
  endedAt: isoTime(row.endedAt),
  endedBy: row.endedBy,
  ending: row.ending,
});

const textsIn = (json: string | null) => (json === null ? null : (JSON.parse(json) as PlanTexts));

function draftIn({ draftKnownAs, draftText, draftBy, draftAt }: PlanRow): PlanDraft | null {
  const texts = textsIn(draftText);
  return texts && draftBy && draftAt
    ? { knownAs: draftKnownAs ?? '', texts, by: draftBy, at: draftAt.toISOString() }
    : null;
}

/** The columns of texts under their headings. */
export const textColumn = (texts: PlanTexts): string => JSON.stringify(texts);
export const noDraft = { draftKnownAs: null, draftText: null, draftBy: null, draftAt: null };

export async function planById(tx: Tx, helplineId: string, id: string): Promise<Plan | null> {
  const rows = await tx
    .select()
    .from(plans)
    .where(and(eq(plans.id, id), eq(plans.helplineId, helplineId)));
  return (await toPlans(tx, rows))[0] ?? null;
}

/** Every plan that is in force or drafted, other than the one named. */
export async function otherPlans(tx: Tx, helplineId: string, id: string): Promise<Plan[]> {
  const isOther = and(eq(plans.helplineId, helplineId), ne(plans.id, id));
  const rows = await tx
    .select()
    .from(plans)
    .where(and(isOther, inArray(plans.state, ['draft', 'agreed'])));
  return toPlans(tx, rows);
}

/** Whether anything waits for a second person. */
export const isAnythingDrafted = async (tx: Tx, helplineId: string): Promise<boolean> =>
  (await tx.$count(plans, and(eq(plans.helplineId, helplineId), isNotNull(plans.draftAt)))) > 0;

export async function insertPlan(tx: Tx, row: typeof plans.$inferInsert): Promise<Plan> {
  const rows = await tx
    .insert(plans)
    .values(await sealedPlans.seal(tx, row))
    .returning();
  return (await toPlans(tx, rows))[0]!;
}

export type PlanChange = Partial<Omit<PlanRow, 'id' | 'helplineId'>>;

/** Fields that are left out stay unchanged. */
export async function changePlan(tx: Tx, helplineId: string, id: string, change: PlanChange): Promise<Plan> {
  const sealed = await sealedPlans.seal(tx, change, { id, helplineId });
  const rows = await tx.update(plans).set(sealed).where(eq(plans.id, id)).returning();
  return (await toPlans(tx, rows))[0]!;
}

export const latestPlan = latestOfHelpline(plans);

export async function plansChangedSince(tx: Tx, viewer: Viewer, since: number): Promise<Plan[]> {
  if (!maySeePlans(viewer)) return [];
  const rows = await tx
    .select()
    .from(plans)
    .where(and(eq(plans.helplineId, viewer.helplineId), gt(plans.version, since)));
  return toPlans(tx, rows);
}
