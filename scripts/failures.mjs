import { stripVTControlCharacters } from 'node:util';

const longest = 1_500;

/** What failed according to a report of Vitest, each as its name and the beginning of its message. */
export function unitFailures(files) {
  return files.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status !== 'passed');
    if (failed.length === 0) return status === 'failed' ? [worded(name, message)] : [];
    return failed.map(({ fullName, failureMessages }) =>
      worded(`${name} > ${fullName}`, failureMessages.join('\n')),
    );
  });
}

/** The same from a report of Playwright, whose suites hold suites. */
export function browserFailures(suites) {
  return suites.flatMap(({ file, specs = [], suites: within = [] }) => [
    ...specs.flatMap(({ title, tests }) =>
      tests
        .filter(({ status }) => status !== 'expected')
        .map(({ results }) => worded(`${file} > ${title}`, messagesOf(results))),
    ),
    ...browserFailures(within),
  ]);
}

const messagesOf = (results) =>
  results.flatMap(({ errors }) => errors.map(({ message }) => message)).join('\n');

const worded = (name, message) =>
  `${name}\n${stripVTControlCharacters(message).slice(0, longest)}`.replaceAll('\n', '\n  ');
