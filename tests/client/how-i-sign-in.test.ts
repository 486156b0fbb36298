import { fireEvent, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { App } from '../../client/app.ts';
import AddFirst from '../../client/auth/AddFirst.svelte';
import HowISignIn from '../../client/auth/HowISignIn.svelte';
import { eventually } from '../support/eventually.ts';
import { ana } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { show } from './show.ts';

const passkey = { id: 'p', name: 'Phone', createdAt: '2026-11-20T10:00:00Z', lastUsedAt: null };
const ways = {
  ...{ passkeys: [passkey], hasPassword: true, passwordIsShort: false },
  ...{ hasApp: true, codesLeft: 10, needsSecondFactor: false },
};
const signIn = (id: string, isThis: boolean) => ({
  ...{ id, isThis, browser: 'Firefox on Linux' },
  ...{ since: '2026-11-21T20:00:00Z', lastActiveAt: '2026-11-21T21:00:00Z' },
});
const ok = (body: object) => Response.json(body);
const refused = (status: number, message: string) => Response.json({ message }, { status });
const never = () => new Promise<Response>(() => {});

let app: App;
let asked: string[];
/** What the server answers at each path, in turn; the last of them again and again. */
let answers: Record<string, (() => Response | Promise<Response>)[]>;

beforeEach(() => {
  asked = [];
  answers = {
    '/api/me/ways': [() => ok(ways)],
    '/api/sign-ins': [() => ok({ signIns: [signIn('here', true), signIn('there', false)] })],
  };
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    const [answer, ...later] = answers[path]!;
    if (later.length > 0) answers[path] = later;
    return answer!();
  });
  ({ app } = openApp(ana, { people: [ana] }));
});
afterEach(() => closeApp(app));

const button = (name: string | RegExp) => screen.findByRole('button', { name });
const press = async (name: string | RegExp) => fireEvent.click(await button(name));
const dialog = async (name: string | RegExp) =>
  within(await screen.findByRole('dialog', { name, hidden: true }));
const times = (path: string) => asked.filter((one) => one === path).length;

test('ending a sign-in asks for a proof first where the server does, and is then sent again', async () => {
  answers['/api/sign-ins/end'] = [
    () => refused(428, 'Show first that it is you.'),
    () => ok({ signIns: [signIn('here', true)] }),
  ];
  answers['/api/unlock'] = [() => new Response(null, { status: 204 })];
  show(app, HowISignIn);
  await press(/^End the sign-in of Firefox on Linux/);
  const proof = await dialog('Is it you?');
  await fireEvent.input(proof.getByLabelText('Your password'), { target: { value: 'three quiet lamps' } });
  await fireEvent.click(proof.getByRole('button', { name: 'Go on', hidden: true }));
  expect(await screen.findByText('It is signed out.')).toBeTruthy();
  expect([times('/api/sign-ins/end'), times('/api/unlock')]).toEqual([2, 1]);
  expect(screen.queryByRole('button', { name: /^End the sign-in/ })).toBeNull();
});

test.each([
  ['Turn it off', /^Turn the authenticator app off/, 'Turn it off', '/api/me/app/remove'],
  ['Remove Phone', /^Remove/, 'Remove it', '/api/me/passkeys/remove'],
  ['Rename Phone', /^Rename/, 'Save', '/api/me/passkeys/rename'],
])('pressed twice, “%s” is sent once', async (opens, title, sends, path) => {
  answers[path] = [never];
  show(app, HowISignIn);
  await press(opens);
  const inside = await dialog(title);
  for (let presses = 0; presses < 2; presses += 1)
    await fireEvent.click(inside.getByRole('button', { name: sends, hidden: true }));
  expect(times(path)).toBe(1);
});

test('new recovery codes are made once, however often one presses', async () => {
  answers['/api/me/recovery-codes'] = [never];
  show(app, HowISignIn);
  for (let presses = 0; presses < 2; presses += 1) await press('Make new recovery codes');
  expect(times('/api/me/recovery-codes')).toBe(1);
});

/** The page on which a manager has to add an app, with its code shown. */
async function addingFirst(onsignin = () => {}) {
  const shown = (secret: string) => () => ok({ secret, address: `otpauth://totp/Ana?secret=${secret}` });
  answers['/api/me/app/begin'] = [shown('AAAABBBB'), shown('CCCCDDDD')];
  show(app, AddFirst, { onsignin });
  await press('Set up an authenticator app');
  await screen.findByText('AAAA BBBB');
}
const confirm = async () => {
  await fireEvent.input(screen.getByLabelText('Six figures'), { target: { value: '123456' } });
  await press('Turn it on');
};

test('whoever has added an app, and is not reached by the answer who they are, tries again', async () => {
  const onsignin = vi.fn();
  await addingFirst(onsignin);
  answers['/api/me/app/confirm'] = [() => ok({ ways, codes: [] })];
  answers['/api/me'] = [() => Promise.reject(new Error('no link')), () => ok({ person: ana })];
  await confirm();
  expect((await screen.findByRole('alert')).textContent).toMatch(/cannot be reached just now/);
  expect(screen.queryByRole('button', { name: 'Turn it on' })).toBeNull();
  await press('Try again');
  await eventually(() => expect(onsignin).toHaveBeenCalledOnce());
});

test('a code to scan that has run out is shown anew', async () => {
  await addingFirst();
  answers['/api/me/app/confirm'] = [() => refused(409, 'Begin again: show a new code to scan.')];
  await confirm();
  await screen.findByText('Begin again: show a new code to scan.');
  await press('Show a new code');
  expect(await screen.findByText('CCCC DDDD')).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.getByLabelText<HTMLInputElement>('Six figures').value).toBe('');
});

test('a sign-out that does not reach the server says so, and the page stays', async () => {
  await addingFirst();
  answers['/api/sign-out'] = [() => Promise.reject(new Error('no link'))];
  await press('Sign out');
  expect((await screen.findByRole('alert')).textContent).toMatch(/cannot be reached just now/);
  expect(screen.getByText('AAAA BBBB')).toBeTruthy();
});
