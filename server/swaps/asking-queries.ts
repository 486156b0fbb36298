import { sql } from 'drizzle-orm';
import { swapAsks, swaps } from '#drizzle/schema/swaps';
import type { Swap } from '#shared/swaps';
import type { Tx } from '../platform/database/db.ts';

/** What one round of asking means for a request: whom, when it is looked at next (null: never), and whether nobody is left to ask. */
export type Round = { swapId: string; toAsk: string[]; nextAskAt: Date | null } & Pick<
  Swap,
  'nobodyLeft' | 'everybodyAsked'
>;

type When = { helplineId: string; version: number; askedAt: Date };

/** Writes who is asked, and what that means for each request. */
export async function saveRounds(
  tx: Tx,
  rounds: Round[],
  { helplineId, version, askedAt }: When,
): Promise<void> {
  const asks = rounds.flatMap(({ swapId, toAsk }) =>
    toAsk.map((personId) => ({ swapId, personId, helplineId, askedAt })),
  );
  if (asks.length > 0) await tx.insert(swapAsks).values(asks);
  if (rounds.length === 0) return;
  await tx.execute(sql`
    update ${swaps} set version = ${version}, next_ask_at = round."nextAskAt", nobody_left = round."nobodyLeft",
      everybody_asked = round."everybodyAsked"
    from jsonb_to_recordset(${JSON.stringify(rounds)}::text::jsonb)
      as round ("swapId" uuid, "nextAskAt" timestamptz, "nobodyLeft" boolean, "everybodyAsked" boolean)
    where ${swaps}.id = round."swapId"`);
}
