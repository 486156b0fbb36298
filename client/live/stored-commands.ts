import { protocol } from '#shared/protocol';
import type { Kept } from './waiting.ts';

/** A command from the store or another tab, in the protocol version of the page that wrote it. */
export type Stored = Kept & { protocol: number };
/** Version 1 stored no protocol number. */
type Found = { protocol?: number; name: string; fields: Record<string, unknown> };

/** New names by old ones. */
type Renames = Record<string, string>;

/** Commands that protocol version 2 renamed; docs/wire.md has the whole list. */
const commandsOf1: Renames = {
  'shift:join': 'presence:join',
  'shift:leave': 'presence:leave',
  'state:set': 'presence:set',
  'call:open': 'grant:open',
  'reach:change': 'notification:change',
  'reach:addDevice': 'notification:addDevice',
  'reach:removeDevice': 'notification:removeDevice',
  'reach:test': 'notification:test',
  'debrief:write': 'debrief:sendMessage',
  'debrief:lineSeen': 'debrief:messageSeen',
  'supervision:plan': 'helpline:planSupervision',
};
const fieldsOf1: Record<string, Renames> = {
  'call:open': { openingId: 'grantId', because: 'reason' },
  'debrief:ask': { mayClimb: 'mayEscalate' },
  'helpline:change': {
    climbsAfterMinutes: 'escalatesAfterMinutes',
    debriefClimbsAfterMinutes: 'debriefEscalatesAfterMinutes',
    dailyListAt: 'dailyDigestAt',
  },
};

/** The stored form of a command. */
export const toStore = (command: Kept): Stored => ({ ...command, protocol });

/** Converts a stored command to the current protocol, under the same id. Null if a newer version wrote it; it stays stored for that version. */
export function fromStore(stored: unknown): Kept | null {
  const { protocol: spoken = 1, ...command } = stored as Found;
  if (spoken > protocol) return null;
  return (spoken === 1 ? from1(command) : command) as Kept;
}

function from1(command: Found): Found {
  const { name, fields } = command;
  const renamed = fieldsOf1[name];
  return {
    ...command,
    name: commandsOf1[name] ?? name,
    fields: renamed ? withNames(fields, renamed) : fields,
  };
}

/** Renames in `basedOn` too, which holds earlier values of the same fields. */
const withNames = (fields: Record<string, unknown>, names: Renames): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      names[field] ?? field,
      field === 'basedOn' ? withNames(value as Record<string, unknown>, names) : value,
    ]),
  );
