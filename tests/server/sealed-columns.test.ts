import { getTableName } from 'drizzle-orm';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import { sealedTables } from '#server/sealed-tables';
import { freshDatabase } from '../support/database.ts';
import { onDatabase } from '../support/on-database.ts';

/** Columns that can hold text, and hold none that people wrote about a call, a night or each other. */
const plain = {
  absences: ['weekly'],
  access_grants: ['through'],
  assumptions: ['key'],
  audit_log: ['action'],
  break_glass: ['read_by', 'shut_because', 'state', 'verdict'],
  call_backs: ['tries', 'ending'],
  calls: ['state', 'presenting_issues', 'response_needed', 'borough', 'source', 'outcomes', 'field_marks'],
  check_ins: ['said_when', 'shared_with'],
  commands: ['digest'],
  cost_copies: ['period', 'sheet'],
  data_keys: ['purpose', 'wrapped'],
  debrief_counts: ['month', 'urgency'],
  debriefs: ['state', 'urgency', 'way', 'response_needed', 'seen_by'],
  devices: ['endpoint_digest'],
  directory_settings: ['bank_holidays'],
  escalation_steps: ['subject', 'condition'],
  faults: ['what'],
  feedback: ['quarter', 'answers', 'safety'],
  feedback_questions: ['words', 'options', 'state'],
  feedback_replies: ['said', 'did', 'quarter'],
  feeds: ['token_hash'],
  flags: ['state', 'reason'],
  follow_ups: ['source'],
  gathering_lines: ['kind', 'section', 'by_name'],
  gatherings: ['kind', 'state'],
  handover_lines: ['kind'],
  helplines: [
    'name',
    'time_zone',
    'opening_pattern',
    'pattern_changes',
    'daily_digest_at',
    'exchange_places',
    'counted_from',
  ],
  invitations: ['secret_hash'],
  key_versions: ['probe'],
  kits: ['name', 'items', 'charge'],
  large_payloads: ['body'],
  list_changes: ['kind', 'slug', 'words', 'heading', 'slugs', 'needs', 'outcome', 'was'],
  listenings: ['state'],
  lists: ['list', 'words'],
  log_exports: ['format', 'period'],
  meeting_counts: ['month', 'borough'],
  meeting_places: ['name', 'address', 'borough', 'opening', 'way_out'],
  meetings: ['state', 'borough', 'steps', 'waits_for', 'cancelled_because'],
  messages: ['answer'],
  monthly_counts: ['month', 'what', 'slug'],
  notification_preferences: ['push_kinds', 'email_kinds', 'quiet_from', 'quiet_until'],
  notifications: ['channel', 'kind', 'path', 'state', 'only_while'],
  page_versions: ['kind', 'outcome'],
  pages: ['state', 'starter'],
  passkeys: ['credential_id', 'public_key', 'transports', 'name'],
  pending_steps: ['id_hash', 'kind', 'challenge'],
  people: ['first_name', 'email', 'roles', 'phone', 'phrases', 'password_hash', 'proposal', 'induction'],
  personal_updates: ['kind'],
  plans: ['state', 'how', 'ending'],
  presences: ['state', 'feeling'],
  push_keys: ['public_key'],
  reports: ['period', 'figures'],
  recovery_codes: ['code_hash'],
  sealed_columns: ['name', 'up_to'],
  sessions: ['id_hash', 'browser'],
  rota_changes: ['kind', 'before'],
  service_versions: ['kind', 'outcome'],
  series: ['kind', 'state', 'consented_how', 'sheets', 'told_team', 'ending'],
  series_counts: ['month', 'kind'],
  services: ['state'],
  shifts: ['told_to', 'state', 'words'],
  signals: ['kind', 'answers', 'answer', 'seen_by'],
  source_entries: ['their_id', 'what', 'kind', 'because'],
  sources: ['areas', 'last_read', 'trouble', 'waiting'],
  swap_asks: ['answer'],
  swaps: ['kind', 'state', 'needs'],
  steps: ['kind', 'answer'],
  to_bring: ['about'],
  trainings: ['course'],
};

test('every column that can hold text is either sealed or left open on purpose', async () => {
  const database = await freshDatabase();
  const found = await onDatabase(
    database.url,
    (sql) => sql<{ name: string }[]>`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and data_type in ('text', 'jsonb', 'json', 'character varying')
      or table_schema = 'public' and udt_name = '_text'`,
  );
  await database.drop();
  const open = Object.entries(plain).flatMap(([table, columns]) =>
    columns.map((column) => `${table}.${column}`),
  );
  const sealed = sealedTables.flatMap(({ table, columns }) => {
    const named = Object.entries(table as unknown as Record<string, unknown>);
    const all = getTableConfig(table).columns;
    return Object.keys(columns).map((key) => {
      const column = all.find((one) => named.find(([name]) => name === key)?.[1] === one)!;
      return `${getTableName(table)}.${column.name}`;
    });
  });
  const isDigest = (name: string) => /[._](hash|digest)$/.test(name);
  const holdsText = (names: string[]) => names.filter((name) => !isDigest(name)).sort();
  expect(holdsText(found.map(({ name }) => name))).toEqual(holdsText([...open, ...sealed]));
});
