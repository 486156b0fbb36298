import type { ReportFigures } from '#shared/reports';

/** A report of a time in which nothing was counted. */
export const noFigures: ReportFigures = { answered: 'none', tables: [], crossed: null };
