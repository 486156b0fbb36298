import * as v from 'valibot';

/** Whom to write to about a weakness, and the last day on which that is right: what security.txt says (RFC 9116). */
export type SecurityContact = Readonly<{ address: string; until: Date }>;

export const securityContactVariables = {
  SECURITY_CONTACT: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+|tel:\+?[0-9-]+)$/,
        'an address such as mailto:security@example.org or https://example.org/security',
      ),
    ),
  ),
  SECURITY_CONTACT_UNTIL: v.optional(v.pipe(v.string(), v.check(isDay, 'a day such as 2027-06-30'))),
};

type Read = { SECURITY_CONTACT?: string | undefined; SECURITY_CONTACT_UNTIL?: string | undefined };

/** Null while neither is set. A day that is over is no mistake: a server has to start on the morning after it. */
export function securityContactOf(read: Read): SecurityContact | null {
  const { SECURITY_CONTACT: address, SECURITY_CONTACT_UNTIL: day } = read;
  return address === undefined || day === undefined ? null : Object.freeze({ address, until: endOf(day) });
}

/** What is wrong with the two together, as a line for the terminal. */
export function securityContactProblem(read: Read, now: Date): string | null {
  const { SECURITY_CONTACT: address, SECURITY_CONTACT_UNTIL: day } = read;
  if (address !== undefined && day === undefined)
    return 'SECURITY_CONTACT_UNTIL is missing: SECURITY_CONTACT is set, so it should be the last day on which somebody has promised to read what comes there, such as 2027-06-30.';
  if (address === undefined && day !== undefined)
    return 'SECURITY_CONTACT is missing: SECURITY_CONTACT_UNTIL is set, so it should be whom to write to about a weakness, such as mailto:security@example.org.';
  if (day !== undefined && endOf(day) > inAYear(now))
    return `SECURITY_CONTACT_UNTIL is "${day}": it should be at most a year ahead, because nobody knows for longer who will read what comes there.`;
  return null;
}

const endOf = (day: string) => new Date(`${day}T23:59:59Z`);

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = endOf(text);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** The end of the same day of next year. */
function inAYear(now: Date): Date {
  const end = new Date(now);
  end.setUTCFullYear(end.getUTCFullYear() + 1);
  end.setUTCHours(24, 0, 0, 0);
  return end;
}
