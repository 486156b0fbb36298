import { isA, type Viewer } from './viewer.ts';

export const exportFormatWords = {
  csv: 'CSV, for any program',
  xlsx: 'XLSX, for Excel and LibreOffice',
} as const;
export type ExportFormat = keyof typeof exportFormatWords;

/** Calls in one file, at most: a larger one would hold up everybody else while it is made. */
export const mostCallsIn: Record<ExportFormat, number> = { csv: 50_000, xlsx: 5_000 };
/** Whole weeks in one file, at most: a year. */
export const mostWeeks = 53;

/** That somebody took out figures of calls. The file itself is not kept. */
export type LogExport = {
  id: string;
  takenAt: string;
  by: { id: string; firstName: string };
  /** The first and the last day of the weeks in it, such as 2026-11-09 and 2026-11-15. */
  from: string;
  to: string;
  format: ExportFormat;
  reason: string;
  /** The period of the report that was taken out; null for a file of calls. */
  period: string | null;
};
export type ExportsPage = { exports: LogExport[]; more: boolean };

/** Managers. Everybody in the helpline may read who did. */
export const mayExportCalls = (viewer: Pick<Viewer, 'roles'>) => isA(viewer, 'manager');
