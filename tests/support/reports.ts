import { costsOf } from '#shared/costs';
import { periodOf } from '#shared/periods';
import type { ReportFigures } from '#shared/reports';

/** A report of a time in which nothing was counted. */
export const noFigures: ReportFigures = { answered: 'none', tables: [], crossed: null };

const { assumptions, ...sheet } = costsOf(periodOf('2021')!, noFigures, {});
/** The columns of a copy of costs of such a time, of which nothing was assumed. */
export const noCosts = { sheet, assumptions };
