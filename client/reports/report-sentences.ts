import type { Figure } from '#shared/figures';
import { rowWords } from '#shared/report-words';
import type { ReportFigures } from '#shared/reports';

/** How many calls were answered. */
export function inOneSentence(answered: Figure): string {
  if (answered === 'none') return 'No calls were answered.';
  if (answered === 'few') return 'Fewer than 8 calls were answered.';
  if (answered === 'kept-back') return 'In each part fewer than 8 calls were answered.';
  return typeof answered === 'object'
    ? `At least ${answered.atLeast} calls were answered.`
    : `About ${answered} calls were answered.`;
}

/** What calls were about most often; empty where nothing of it is shown. */
export function mostOften({ tables }: ReportFigures): string {
  const issues = tables.find(({ name }) => name === 'issues')?.rows ?? [];
  const shown = issues.filter(({ slug, figure }) => slug !== '' && typeof figure !== 'string').slice(0, 3);
  const words = shown.map((row) => rowWords('issues', row));
  return words.length > 0 ? `Most often about: ${words.join(', ')}.` : '';
}
