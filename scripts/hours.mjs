// The suites that depend on time, with the date of every process moved to hours that have made trouble: `npm run test:hours -- server`,
// or to some of them: `npm run test:hours -- 23:59 server`.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './root.mjs';
import { failuresOf, report, suitesIn, withoutBrowser } from './suites.mjs';

const instants = {
  'before the daily digest': '2026-11-18T08:58:00Z',
  'before midnight': '2026-11-18T23:59:00Z',
  'before the clocks go back': '2026-10-25T00:58:00Z',
  'before the clocks go forward': '2027-03-28T00:58:00Z',
};
const moved = pathToFileURL(join(root, 'tests', 'support', 'moved-date.mjs')).href;

const words = process.argv.slice(2);
const hours = words.filter((word) => /^\d\d:\d\d$/.test(word));
const suites = suitesIn(words, withoutBrowser);
const isAsked = (instant) => hours.length === 0 || hours.some((hour) => instant.includes(`T${hour}`));

const failed = [];
for (const [what, instant] of Object.entries(instants).filter(([, instant]) => isAsked(instant))) {
  const environment = () => ({
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import ${moved}`.trim(),
    TEST_DATE_AHEAD_MS: String(Date.parse(instant) - Date.now()),
  });
  failed.push(...(await failuresOf(suites, `${what} (${instant})`, environment)));
}
report(failed);
