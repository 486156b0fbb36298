import { Refusal } from '../platform/live/commands/command.ts';
import type { Db } from '../platform/database/db.ts';
import { signInPeopleByEmail } from '../people/sign-in-queries.ts';
import type { Option } from './command.ts';
import { helplineCalled } from './helpline-called.ts';

export const helplineOption: Option = {
  value: 'NAME_OR_ID',
  should: 'the name or the id of their helpline, where the address is in several',
};

/** The person with this e-mail address; refuses if there is nobody, or more than one. */
export async function personMeant(db: Db, email: string, helpline: string | undefined) {
  const helplineId = helpline === undefined ? undefined : await helplineCalled(db, helpline);
  const found = (await signInPeopleByEmail(db, email)).filter(
    (one) => helplineId === undefined || one.helplineId === helplineId,
  );
  const [person, another] = found;
  const where = helpline === undefined ? 'Nobody here' : `Nobody in "${helpline}"`;
  if (!person) throw new Refusal('not-found', `${where} has the e-mail address ${email}.`);
  if (another)
    throw new Refusal(
      'conflict',
      `${email} is an address in several helplines. Say which one with --helpline.`,
    );
  return person;
}
