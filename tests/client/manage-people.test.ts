import { fireEvent, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Person } from '#shared/people';
import type { App } from '../../client/app.ts';
import PeopleChange from '../../client/people/PeopleChange.svelte';
import PeopleNewLink from '../../client/people/PeopleNewLink.svelte';
import PeopleRow from '../../client/people/PeopleRow.svelte';
import { updateWords } from '../../client/updates/update-words.ts';
// What is fetched when a menu is opened.
import '../../client/ui/MenuList.svelte';
import { eventually } from '../support/eventually.ts';
import type { FakeSocket } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { personRow } from './person-row.ts';
import { show } from './show.ts';

const [mo, nan] = ['mo', 'nan'].map((id) => personRow(id, id, { roles: ['manager'] })) as [Person, Person];
const cai = personRow('cai', 'Cai');
const proposal = { by: mo.id, at: '2026-11-21T21:40:00.000Z', roles: ['manager' as const], email: null };
const ida = personRow('ida', 'Ida', { isIn: false, roles: [], proposal });

let socket: FakeSocket;
let app: App;
beforeEach(() => void ({ socket, app } = openApp(mo, { me: mo, people: [mo, nan, cai, ida] })));
afterEach(() => closeApp(app));

test.each([
  ['while the role that was proposed waits', ida],
  ['after it was refused', { ...ida, version: 2, proposal: null }],
])('whoever was invited as manager is made supporter alone %s', async (_when, person) => {
  socket.say('person:changed', person);
  show(app, PeopleChange, { person, onclose: () => {} });
  const boxes = screen.getAllByRole<HTMLInputElement>('checkbox', { hidden: true });
  expect(boxes.filter(({ checked }) => checked)).toEqual([]);
  await fireEvent.click(boxes.find(({ value }) => value === 'supporter')!);
  await fireEvent.click(screen.getByRole('button', { name: 'Save', hidden: true }));
  await eventually(() => expect(socket.sent).toHaveLength(1));
  expect(socket.sent[0]).toMatchObject({
    name: 'person:change',
    fields: { personId: ida.id, roles: ['supporter'], basedOn: { roles: [] } },
  });
});

const entriesFor = async (person: Person) => {
  const nothing = () => {};
  const presses = { onchange: nothing, onlink: nothing, onsuspend: nothing, onsignout: nothing };
  show(app, PeopleRow, { person, ...presses, oninduction: nothing });
  await fireEvent.click(
    screen.getByRole('button', { name: `Change ${app.people.get(person.id)!.firstName}` }),
  );
  const items = await screen.findAllByRole('menuitem', { hidden: true });
  return items.map(({ textContent }) => textContent.trim());
};

test('a manager sends a new link to others, and none to themselves', async () => {
  expect(await entriesFor(mo)).toEqual(['Name, e-mail, roles']);
});

test('of somebody else they change everything', async () => {
  const all = ['Name, e-mail, roles', 'Send a new link', 'Induction', 'Sign out everywhere', 'Suspend'];
  expect(await entriesFor(cai)).toEqual(all);
});

test('what goes on working until a link is used is said of those who have come in', () => {
  const words = () => document.body.textContent.replaceAll(/\s+/g, ' ');
  const { unmount } = show(app, PeopleNewLink, { person: ida, onclose: () => {} });
  expect(words()).toMatch(/makes a passkey or chooses a password/);
  expect(words()).not.toMatch(/goes on working/);
  unmount();
  show(app, PeopleNewLink, { person: cai, onclose: () => {} });
  expect(words()).toMatch(/What they tick there as lost stops working/);
});

test('what somebody changed of their own is told to them as theirs, with what to do if it was not them', () => {
  const told = (kind: 'email-changed' | 'sign-ins-ended', by: string) =>
    updateWords(
      {
        ...{ id: 'u', version: 1, personId: mo.id, kind, by, aboutId: mo.id, at: '2026-11-21T21:40:00.000Z' },
        ...{ shiftId: null, pageId: null, gatheringId: null, words: null, seenAt: null },
      },
      app,
    );
  expect(told('email-changed', mo.id)).toMatch(/^You changed your e-mail address\..*Was that not you\?/);
  expect(told('email-changed', nan.id)).not.toMatch(/Was that not you/);
  expect(told('sign-ins-ended', mo.id)).toMatch(/^You ended other sign-ins of yours at .*Was that not you\?/);
  expect(told('sign-ins-ended', nan.id)).toMatch(/signed you out everywhere at /);
});
