import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loggedFields, withheld } from '#server/platform/log-fields';
import { errorFields, openLogger } from '#server/platform/logger';
import { sourcesIn } from '../support/sources.ts';

const canaries = [
  'A heron stood by the door',
  'heron@example.org',
  "heron'; drop table calls",
  'heron\nstood',
  { words: 'heron' },
  ['heron'],
];
let written: string[];
beforeEach(() => {
  written = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => written.push(String(line)) > 0);
});
afterEach(() => void vi.restoreAllMocks());

const log = openLogger('debug');
const entry = () => JSON.parse(written.at(-1)!) as Record<string, unknown>;

test.each(loggedFields)('words in the field %s are not logged, only that there was something', (field) => {
  for (const canary of canaries) {
    log('error', 'something happened', { [field]: canary });
    expect(written.at(-1)).not.toContain('heron');
    expect(entry()).toMatchObject({ [field]: withheld });
  }
});

test('a field that is not allowed is left out, whatever it holds', () => {
  for (const field of [
    'note',
    'body',
    'email',
    'firstName',
    'personId',
    'address',
    'url',
    'message',
    '__proto__',
  ])
    log('info', 'something happened', { [field]: 'heron', count: 1 });
  expect(written).toHaveLength(9);
  for (const line of written)
    expect(JSON.parse(line)).toEqual({
      at: expect.any(String) as string,
      level: 'info',
      event: 'something happened',
      count: 1,
    });
});

test('an error whose every part is words leaves none in the log', () => {
  const error = Object.assign(new Error('heron stood'), { name: 'heron stood', code: 'heron stood' });
  log('error', 'something happened', errorFields(error));
  log(
    'error',
    'something happened',
    errorFields(Object.assign(new Error('x'), { constraint_name: 'heron stood' })),
  );
  for (const line of written) expect(line).not.toContain('heron');
});

test('every line is JSON of one line, with the time in UTC, a level and an event', () => {
  log('warn', 'something happened', { again: true, error: 503, origin: null, version: 7 });
  expect(written).toHaveLength(1);
  expect(written[0]!.indexOf('\n')).toBe(written[0]!.length - 1);
  expect(entry()).toEqual({
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
    level: 'warn',
    event: 'something happened',
    again: true,
    error: 503,
    origin: null,
    version: 7,
  });
});

test('what an event is called stands in the program, and is not put together while it runs', () => {
  const calls = sourcesIn('server').flatMap(({ path, lines }) =>
    [...lines.join('\n').matchAll(/\blog\(\s*([^,]+),\s*('[^']*'|[^,)]+)/g)].map(
      ([, , event]) => `${path}: ${event}`,
    ),
  );
  const isLog = calls.filter((call) => !/embedded\//.test(call));
  expect(isLog.length).toBeGreaterThan(20);
  expect(isLog.filter((call) => !/: '[\w :.,-]+'$/.test(call))).toEqual([]);
});
