import asyncApiSchemas from '@asyncapi/specs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#server/platform/root';
import { newsOf } from '#shared/nouns';
import { commandCases } from '../access/commands.ts';
import { routeCases } from '../access/routes.ts';
import { apiFolder, documentsOf } from './documents.ts';
import { openProgram } from './program.ts';

const kept = (name: string) => readFileSync(join(apiFolder, name), 'utf8');
type AsyncApi = { operations: Record<string, unknown> };
type OpenApi = { paths: Record<string, Record<string, { 'x-who-may'?: unknown }>> };
const asyncApi = JSON.parse(kept('asyncapi.json')) as AsyncApi;
const openApi = JSON.parse(kept('openapi.json')) as OpenApi;

test('docs/api says what the sources say; if not, `npm run api` writes it anew', async () => {
  for (const [name, text] of Object.entries(await documentsOf(openProgram())))
    expect(text === kept(name), `docs/api/${name} is as old as the last \`npm run api\``).toBe(true);
});

test('a field more in a row and in an answer is a difference in each document', async () => {
  const planted = { 'shared/sign-ins.ts': /since: string;/, 'shared/missed-calls.ts': /rangAt: string;/ };
  const replaced = Object.entries(planted).map(([path, where]) => {
    const text = readFileSync(join(projectRoot, path), 'utf8');
    expect(text).toMatch(where);
    return [path, text.replace(where, (field) => `${field} planted: number | null;`)];
  });
  const documents = await documentsOf(openProgram(Object.fromEntries(replaced) as Record<string, string>));
  for (const [name, text] of Object.entries(documents)) {
    expect(text).toContain('"planted"');
    expect(JSON.parse(text, withoutPlanted)).toEqual(JSON.parse(kept(name)));
  }
});

test('both are valid by the schemas of those who keep the standards', async () => {
  expect(await new Validator().validate(kept('openapi.json'))).toMatchObject({ valid: true });
  const validate = new Ajv({ strict: false, meta: false, validateSchema: false, logger: false }).compile(
    asyncApiSchemas.schemas['3.0.0'] as object,
  );
  expect(validate(asyncApi), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
});

test('every reference leads somewhere', () => {
  for (const document of [asyncApi, openApi])
    for (const [, reference] of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g))
      expect(
        reference!.split('/').reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], document),
        reference,
      ).toBeDefined();
});

test('every command, every kind of news and every route is there, with who may', () => {
  const keyOf = (name: string) => name.replace(':', '.');
  const described = Object.keys(asyncApi.operations);
  expect(described).toEqual(expect.arrayContaining(Object.keys(commandCases).map(keyOf)));
  expect(described).toEqual(
    expect.arrayContaining(Object.values(newsOf).map((name) => `sent-${keyOf(name)}`)),
  );
  const routes = Object.entries(openApi.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => {
      expect(operation['x-who-may'], path).toBeDefined();
      return `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`;
    }),
  );
  expect(routes.sort()).toEqual(Object.keys(routeCases).sort());
});

function withoutPlanted(key: string, value: unknown): unknown {
  if (key === 'planted') return undefined;
  return key === 'required' && Array.isArray(value) ? value.filter((field) => field !== 'planted') : value;
}
