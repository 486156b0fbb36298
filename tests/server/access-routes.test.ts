import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actors, openWorld, type Actor } from '../access/actors.ts';
import { routeCases } from '../access/routes.ts';
import { newId, post } from '../support/helpline.ts';
import { sourcesIn } from '../support/sources.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';

let testServer: TestServer;
beforeAll(async () => void (testServer = await openTestServer()));
afterAll(() => testServer.close());

/** Every route that a router of the server declares with its path. */
const declared = sourcesIn('server').flatMap(({ lines }) =>
  [...lines.join('\n').matchAll(/router\.(get|post|put|delete|patch)\(\s*'([^']+)'/g)]
    .filter(([, , path]) => path !== '/{*anywhere}')
    .map(([, method, path]) => `${method!.toUpperCase()} ${path}`),
);

test('every route of the server has its case, and every case its route', () => {
  expect(Object.keys(routeCases).sort()).toEqual(declared.sort());
});

const asked = Object.entries(routeCases).flatMap(([route, one]) =>
  'given' in one ? [[route, one] as const] : [],
);

describe.each(asked)('%s', (route, { given, may, body, answers = 200 }) => {
  test('is for those who may, and reads the same as nothing to everybody else', async () => {
    const world = await openWorld(testServer);
    const path = await given(world, testServer);
    for (const actor of inOrder) {
      if (actor === 'placedLater') await world.placeLater();
      const response = await ask(path, await world.cookieOf(actor), body);
      const isIn = actor !== 'signedOut' && actor !== 'suspended';
      expect(response.status, actor).toBe(
        !isIn ? 401 : may.includes(actor) ? answers : route.includes(':') ? 404 : 403,
      );
      if (response.status !== 404) continue;
      const nothing = await ask(path.replace(/[0-9a-f-]{36}/, newId()), await world.cookieOf(actor), body);
      expect(await nothing.text()).toBe(await response.text());
    }
    await world.close();
  });
});

/** Who came later last, because it takes somebody else’s place. */
const inOrder = [
  ...(Object.keys(actors) as Actor[]).filter((one) => one !== 'placedLater'),
  'placedLater',
] as const;

const ask = (path: string, cookie: string, body?: object) =>
  body ? post(testServer.url, path, body, { cookie }) : fetch(testServer.url + path, { headers: { cookie } });
