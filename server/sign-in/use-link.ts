import type { InferOutput } from 'valibot';
import type { Person } from '#shared/people';
import { isOrMayBecomeMore } from '#shared/person-changes';
import type { redeemShape } from '#shared/sign-in-shapes';
import { deleteApp } from '../credentials/app-queries.ts';
import { deletePasskey, insertPasskey, newPasskeyRow } from '../credentials/passkey-queries.ts';
import { takeInvitation } from '../invitations/queries.ts';
import { comeIn, peopleWhoAre } from '../people/queries.ts';
import { hasComeIn, type SignInPerson } from '../people/sign-in-queries.ts';
import { hashOf } from '../platform/hash.ts';
import type { NewCredential } from '../platform/auth/webauthn.ts';
import type { Change } from '../platform/live/commands/command.ts';
import { tellAboutPerson } from '../updates/tell.ts';
import { firstCodes, recordWayChange, type Changing } from './change-ways.ts';
import { refuseIfTooShortNow, type NewPassword } from './password-rule.ts';

type Lost = InferOutput<typeof redeemShape>['lost'];
type Use = {
  secret: string;
  lost: Lost;
  passkey?: NewCredential & { name: string };
  password?: NewPassword;
};

/**
 * Uses up a one-time link: the person signs in with a new passkey or password, lost methods stop working, every other
 * sign-in of theirs ends, and, if they had signed in before, they and all managers are told; at the first time of a manager or
 * supervisor, all managers. Returns recovery codes to show, possibly none; null if the link was used meanwhile.
 */
export async function useLink(
  { live }: Changing,
  person: SignInPerson,
  { secret, lost, passkey, password }: Use,
): Promise<string[] | null> {
  let codes: string[] | null = null;
  await live.change(person.helplineId, async (change) => {
    const { tx, version, now, announce, resync } = change;
    const invitation = await takeInvitation(tx, hashOf(secret), now);
    if (invitation?.personId !== person.id) return;
    await stopWhatWasLost(change, person, lost);
    if (password) await refuseIfTooShortNow(tx, person.id, password);
    if (passkey) {
      await insertPasskey(tx, newPasskeyRow(person.id, passkey, now));
      await recordWayChange(change, person.id, 'passkey-added');
    }
    if (password) await recordWayChange(change, person.id, 'password-changed');
    // A short password is only allowed together with an app, so it goes with a lost one.
    const isGone = !password && (lost.password || (lost.app && person.passwordIsShort));
    if (isGone) await recordWayChange(change, person.id, 'password-removed');
    const passwordAfter = isGone ? { passwordHash: null, passwordIsShort: false } : (password ?? {});
    const cameIn = await comeIn(tx, person.id, version, passwordAfter, now);
    announce('person:changed', cameIn);
    codes = passkey ? await firstCodes(change, person.id) : [];
    await tellThatItWasUsed(change, person, cameIn);
    resync(person.id);
  });
  return codes;
}

async function stopWhatWasLost(change: Change, { id }: SignInPerson, { passkeyIds, app }: Lost) {
  for (const passkeyId of passkeyIds)
    if (await deletePasskey(change.tx, id, passkeyId)) await recordWayChange(change, id, 'passkey-removed');
  if (app && (await deleteApp(change.tx, id))) await recordWayChange(change, id, 'app-removed');
}

async function tellThatItWasUsed(change: Change, person: SignInPerson, cameIn: Person) {
  const { id } = person;
  await recordWayChange(change, id, 'link-used');
  const isFirst = !hasComeIn(person);
  if (isFirst && !isOrMayBecomeMore(cameIn)) return;
  const managers = await peopleWhoAre(change.tx, change.helplineId, 'manager');
  const standing = managers.filter(({ suspendedAt }) => suspendedAt === null);
  const all = new Set([id, ...standing.map((manager) => manager.id)]);
  const to = [...all].filter((one) => !isFirst || one !== id);
  await tellAboutPerson(change, { to, kind: 'link-used', by: id, aboutId: id });
}
