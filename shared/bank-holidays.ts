import type { BankHoliday } from './directory.ts';

const named = (name: string, ...days: string[]): BankHoliday[] => days.map((day) => ({ day, name }));

/**
 * The bank holidays of England and Wales, with Christmas, Boxing Day and New Year's Day also where they fall on a weekend and another day is
 * the bank holiday: hours are not to be trusted on either. Managers change the list for their helpline.
 */
export const starterBankHolidays: BankHoliday[] = [
  ...named('New Year’s Day', '2026-01-01', '2027-01-01', '2028-01-01'),
  ...named('New Year’s Day, on the Monday', '2028-01-03'),
  ...named('Good Friday', '2026-04-03', '2027-03-26', '2028-04-14'),
  ...named('Easter Monday', '2026-04-06', '2027-03-29', '2028-04-17'),
  ...named('Early May bank holiday', '2026-05-04', '2027-05-03', '2028-05-01'),
  ...named('Spring bank holiday', '2026-05-25', '2027-05-31', '2028-05-29'),
  ...named('Summer bank holiday', '2026-08-31', '2027-08-30', '2028-08-28'),
  ...named('Christmas Day', '2026-12-25', '2027-12-25', '2028-12-25'),
  ...named('Christmas Day, on the Monday', '2027-12-27'),
  ...named('Boxing Day', '2026-12-26', '2027-12-26', '2028-12-26'),
  ...named('Boxing Day, on a weekday', '2026-12-28', '2027-12-28'),
].sort((one, other) => one.day.localeCompare(other.day));
