import {
  assumptionKinds,
  ifs,
  type AssumptionKey,
  type AssumptionUnit,
  type IfKey,
  type Range,
} from './assumptions.ts';
import { leastToDivideBy, type CostLine, type CostResult, type CostSheet } from './costs.ts';
import { monthsIn, periodOf } from './periods.ts';
import { figureWords } from './report-words.ts';

/** What stands with every result, on the screen, on paper and in a file. */
export const costCaution = 'This is arithmetic on assumptions. It proves nothing about anyone.';
/** What stands with every *if*. */
export const ifLimit =
  'What would otherwise have happened cannot be seen. No saving is shown by this: a visit that does not happen frees no money by itself, and a call may also lead to one.';
/** A study that is often quoted, and what it does not say. */
export const ifStudy =
  'A trial that is often quoted (Johnson and others, The Lancet, 2018) found that 29 of 100 came back to acute care within a year where 38 did otherwise. It was about people who were leaving crisis teams, with a workbook and a peer worker. It says nothing of people who ring a line.';

export const costResultWords: Record<CostResult, string> = {
  period: 'The whole period, without meetings',
  hour: 'An hour in which the line was open',
  call: 'A call that was answered',
  meeting: 'A meeting with a caller, by two',
};

const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
const exact = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Such as "£1,230", or "£12.50". */
export const poundWords = (amount: number): string =>
  `£${Number.isInteger(amount) ? number.format(amount) : exact.format(amount)}`;
const unitWords: Record<AssumptionUnit, (amount: number) => string> = {
  pounds: poundWords,
  hours: (amount) => number.format(amount),
  of100: (amount) => number.format(amount),
};
/** A value as it is read, always from low to high: "£12 to £14.50", "2 to 6". */
export const valueWords = (key: AssumptionKey, { low, high }: Range): string => {
  const words = unitWords[assumptionKinds[key].unit];
  return `${words(low)} to ${words(high)}`;
};
/** A result as it is read: "£34 to £41". */
export const rangeWords = ({ low, high }: Range): string => `${poundWords(low)} to ${poundWords(high)}`;

const spread = ({ low, high }: Range) =>
  low === high ? number.format(low) : `${number.format(low)} to ${number.format(high)}`;

/** Why a result is not there. */
export function whyNot({ name, needs, hidden }: CostLine): string {
  if (needs.length > 0) return `Needs: ${needs.map((key) => assumptionKinds[key].words).join('; ')}.`;
  if (!hidden) return '';
  return name === 'period'
    ? 'The report does not say for how many hours the line was open.'
    : `The report does not say how many there were, or shows fewer than ${leastToDivideBy}.`;
}

/** How a result comes about, in words. */
export function howWords(name: CostResult, { counts, hours, period, assumptions }: CostSheet): string {
  const value = (key: AssumptionKey) => assumptions.find((one) => one.key === key)?.value;
  const said = (key: AssumptionKey) => (value(key) ? valueWords(key, value(key)!) : null);
  if (name === 'meeting') {
    const extras = said('meetingExtras');
    return `Two people, ${said('meetingHours')} hours each, at their pay and what is on top${extras ? `; and ${extras}` : ''}.`;
  }
  if (name === 'call') return `The whole period, by ${figureWords(counts.answered)} calls.`;
  if (name === 'hour') return `The whole period, by ${spread(hours!.open)} hours.`;
  const months = monthsIn(periodOf(period)!);
  const onTop = said('oncosts') ? `, and ${said('oncosts')} on top of each £100` : '';
  return `${spread(hours!.worked)} hours of supporters (those with two count twice) at ${said('pay')}${onTop}; and ${months === 1 ? 'one month' : `${months} months`} of everything else.`;
}

/** An *if* in one sentence. */
export function ifWords(name: IfKey, range: Range, { counts, assumptions }: CostSheet): string {
  const value = (key: AssumptionKey) => valueWords(key, assumptions.find((one) => one.key === key)!.value);
  return `If ${value(name)} of 100 calls would otherwise have become ${ifs[name].words}, and one costs ${value(ifs[name].cost)}, then for ${figureWords(counts.answered)} calls that is ${rangeWords(range)}.`;
}
