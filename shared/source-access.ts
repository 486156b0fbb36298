import type { Permission } from './permission.ts';
import { mayKeepSources, sourceAsSeenBy, type Source } from './sources.ts';

const managers: Permission = {
  role: mayKeepSources,
  otherwise: 'Lists from elsewhere are for the managers.',
};
const sourceToKeep: Permission<Source> = {
  role: mayKeepSources,
  sees: sourceAsSeenBy,
  otherwise: 'Lists from elsewhere are for the managers.',
};

/** Who may read services from elsewhere, and take them. */
export const sourceAccess = {
  'source:add': managers,
  'source:change': sourceToKeep,
  'source:read': sourceToKeep,
  'source:remove': sourceToKeep,
  'source:take': sourceToKeep,
  'source:leave': sourceToKeep,
  'source:takeNew': sourceToKeep,
  'source:leaveAll': sourceToKeep,
} as const;
