import type { SignInPerson } from '../people/sign-in-queries.ts';
import { recordSignIn } from '../platform/audit-log/record-audit.ts';
import { tellAboutPerson } from '../updates/tell.ts';
import type { SignInDeps } from './let-in-routes.ts';
import { countUntold } from './refused-code-queries.ts';

/** Refused codes within an hour after which their owner is told: whoever types them knows the password. */
const mostUntold = 10;

/** Writes down that a code was refused after the right password, and tells its owner of every ten. */
export async function noteRefusedCode(deps: SignInDeps, person: SignInPerson): Promise<void> {
  const { db, live, clock } = deps;
  await recordSignIn(deps, person, 'second-step-refused');
  if ((await countUntold(db, person, clock())) < mostUntold) return;
  const { id, helplineId } = person;
  await live.change(helplineId, async (change) => {
    if ((await countUntold(change.tx, person, change.now)) < mostUntold) return;
    await tellAboutPerson(change, { to: [id], kind: 'codes-refused', by: id, aboutId: id });
  });
}
