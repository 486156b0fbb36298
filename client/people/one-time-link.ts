import { newSecret } from '../live/new-secret.ts';

/** A link that works once. The secret is in the part after the #, which browsers never send; the server learns only its hash. */
export type OneTimeLink = { address: string; secretHash: string };

/** Null outside a secure context, where no secret can be made. */
export async function makeLink(origin: string, random: Crypto = crypto): Promise<OneTimeLink | null> {
  const made = await newSecret(random);
  return made && { address: `${origin}/join#${made.secret}`, secretHash: made.hash };
}
