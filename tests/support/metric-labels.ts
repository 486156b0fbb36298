import { nouns } from '#server/nouns';
import { refusals } from '#shared/refusals';
import { versionRefusals } from '#shared/protocol';

const codes = [...Object.keys(refusals), ...versionRefusals];
const jobs = Object.values(nouns).flatMap(({ dueJobs }) => dueJobs?.map(({ what }) => what) ?? []);

/** Every label that there may be, and its values. No label is a person, a helpline or a command. */
export const labels: Record<string, RegExp | string[]> = {
  le: /^(\+Inf|[\d.]+)$/,
  via: ['command', 'http', 'handshake'],
  code: codes,
  urgent: ['true', 'false'],
  reason: ['connected', 'changed', 'catch-up'],
  status: ['2xx', '3xx', '4xx', '5xx'],
  channel: ['email', 'push'],
  outcome: ['sent', 'dropped', 'gone', 'refused', 'later'],
  work: jobs,
  // Of the process, from the library.
  kind: ['major', 'minor', 'incremental', 'weakcb'],
  space: /^[a-z_]+$/,
  type: /^[A-Za-z]+$/,
  version: /^v\d+\.\d+\.\d+$/,
  major: /^\d+$/,
  minor: /^\d+$/,
  patch: /^\d+$/,
};

export function allows(label: string, value: string): boolean {
  const allowed = Object.hasOwn(labels, label) ? labels[label]! : [];
  return Array.isArray(allowed) ? allowed.includes(value) : allowed.test(value);
}
