import type { InferOutput } from 'valibot';
import { inForce } from '#shared/assumptions';
import type { assumptionShape, costCopyShape } from '#shared/cost-commands';
import { costsOf, type CostSheet } from '#shared/costs';
import { periodOf } from '#shared/periods';
import type { Viewer } from '#shared/viewer';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { refuseUnless, type Change } from '../platform/live/commands/command.ts';
import { figuresOfPeriods } from '../reports/queries.ts';
import {
  assumptionLines,
  copyById,
  currentAssumption,
  hasAssumption,
  insertCopy,
  replaceAssumption,
} from './queries.ts';

/** The costs of a period as they are now; null where it has no report. */
export async function sheetOf(db: Db | Tx, helplineId: string, key: string): Promise<CostSheet | null> {
  const period = periodOf(key);
  const [figures] = period ? await figuresOfPeriods(db, helplineId, [key]) : [];
  if (!period || !figures) return null;
  return costsOf(period, figures, inForce(await assumptionLines(db, helplineId)));
}

/** Sets an assumption. Refuses `conflict` where somebody else has set it since; the same one a second time changes nothing. */
export async function setAssumption(
  change: Change,
  actor: Viewer,
  { assumptionId, key, value, source, on, basedOn }: InferOutput<typeof assumptionShape>,
): Promise<void> {
  const { tx, helplineId, now } = change;
  if (await hasAssumption(tx, helplineId, assumptionId)) return;
  const isCurrent = (await currentAssumption(tx, helplineId, key)) === basedOn;
  refuseUnless(
    isCurrent,
    'conflict',
    'Somebody else has changed this meanwhile. Look at it, then say yours.',
  );
  await replaceAssumption(tx, {
    id: assumptionId,
    ...{ helplineId, key, source, onDay: on },
    ...{ low: value?.low ?? null, high: value?.high ?? null },
    ...{ setBy: actor.id, setAt: now },
  });
  await recordAudit({ ...change, actor }, 'assumption-set', assumptionId);
}

/** Keeps a copy of the costs of a period. Refuses `conflict` where it has no report. */
export async function keepCopy(
  change: Change,
  actor: Viewer,
  { costId, period }: InferOutput<typeof costCopyShape>,
): Promise<void> {
  const { tx, helplineId, now } = change;
  if (await copyById(tx, helplineId, costId)) return;
  const found = await sheetOf(tx, helplineId, period);
  refuseUnless(found, 'conflict', 'There is no report of this period. Make it first.');
  const { assumptions, ...sheet } = found;
  const made = { madeBy: actor.id, madeAt: now };
  await insertCopy(tx, { id: costId, helplineId, period, ...made, sheet, assumptions });
  await recordAudit({ ...change, actor }, 'costs-kept', costId);
}
