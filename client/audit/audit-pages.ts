import type { AuditLine } from '#shared/audit';
import { Pages } from '../live/pages.svelte.ts';

/** Lines of the audit log, latest first; the first page is being fetched. */
export function auditPages(address: '/api/audit/mine' | '/api/audit'): Pages<AuditLine> {
  const pages = new Pages<AuditLine>({ address, list: 'lines', cursor: ({ number }) => `${number}` });
  void pages.fetchMore();
  return pages;
}
