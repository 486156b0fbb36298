import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { people } from '#drizzle/schema/people';
import type { CommandFields } from '#shared/contract';
import type { List, ListName } from '#shared/lists';
import { starterLists } from '#shared/starter-lists';
import type { Client } from '../support/client.ts';
import { expectOk, newId, openHelpline, refused } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const ok = { ok: true };
const { testServer, helpline } = useHelpline();

/** The list as this client last heard of it, once everything sent so far has arrived. */
async function listFor(client: Client, list: ListName): Promise<List | undefined> {
  await client.catchesUp();
  const heard = client.heard.flatMap(({ name, row }) => (name === 'list:changed' ? [row as List] : []));
  return [...client.welcome.lists, ...heard].findLast((row) => row.list === list);
}
const offered = async (client: Client, list: ListName) =>
  (await listFor(client, list))?.words.flatMap(({ words, retired }) => (retired ? [] : [words]));

/** A change that the one proposed and the other agreed to. */
async function agreed<Name extends 'list:add' | 'list:rename' | 'list:retire' | 'list:order'>(
  [one, other]: [Client, Client],
  name: Name,
  fields: Omit<CommandFields<Name>, 'changeId'>,
) {
  const changeId = newId();
  await expectOk(one.send(name, { changeId, ...fields } as unknown as CommandFields<Name>));
  await expectOk(other.send('list:agree', { changeId }));
}

test('a manager’s word takes a supporter’s yes, a supporter’s a manager’s; until then it is proposed', async () => {
  const { ana, ben, mo, nan, sue } = await helpline.connectAll('ana', 'ben', 'mo', 'nan', 'sue');
  expect(sue.welcome.lists).toEqual([]);
  const changeId = newId();
  const word = { changeId, list: 'issues', group: 'Practical', words: 'Energy bills' } as const;
  expect(await sue.send('list:add', word)).toEqual(refused('not-yours', /supporters and the managers/));
  expect(await mo.send('list:add', word)).toEqual(ok);
  expect(await listFor(sue, 'issues')).toMatchObject({
    words: starterLists.issues,
    proposed: [
      {
        id: changeId,
        change: 'add',
        words: 'Energy bills',
        proposedBy: helpline.ids.mo,
        needs: ['supporter'],
      },
    ],
  });

  for (const client of [mo, nan, sue])
    expect(await client.send('list:agree', { changeId })).toEqual(refused('not-yours', /supporter’s yes/));
  expect(await ana.send('list:agree', { changeId: newId() })).toEqual(refused('not-found'));
  expect(await ana.send('list:agree', { changeId })).toEqual(ok);
  const { words, proposed } = (await listFor(ben, 'issues'))!;
  expect(proposed).toEqual([]);
  const at = words.findIndex(({ slug }) => slug === 'legal');
  expect(words[at + 1]).toEqual({
    slug: 'energy-bills',
    words: 'Energy bills',
    group: 'Practical',
    retired: false,
  });

  const hers = newId();
  await expectOk(
    ana.send('list:rename', { changeId: hers, list: 'boroughs', slug: 'elsewhere', words: 'Further' }),
  );
  expect(await ben.send('list:agree', { changeId: hers })).toEqual(refused('not-yours', /manager’s yes/));
  expect(await nan.send('list:agree', { changeId: hers })).toEqual(ok);
  expect(await offered(sue, 'boroughs')).toContain('Further');
  expect(await offered(sue, 'boroughs')).not.toContain('Elsewhere');
});

test('two who say yes to the same change in one second: one is told that it is agreed already, and it is there once', async () => {
  const { ana, ben, mo } = await helpline.connectAll('ana', 'ben', 'mo');
  const changeId = newId();
  await expectOk(mo.send('list:add', { changeId, list: 'sources', words: 'A poster' }));
  const replies = await Promise.all([ana, ben].map((client) => client.send('list:agree', { changeId })));
  expect(replies).toContainEqual(ok);
  expect(replies).toContainEqual(refused('conflict', /agreed to this already/));
  expect((await offered(ana, 'sources'))!.filter((words) => words === 'A poster')).toHaveLength(1);
  expect(await ana.send('list:decline', { changeId })).toEqual(refused('conflict', /agreed to this already/));
});

test('it is declined by the second, or taken back by whoever proposed it, and nothing has changed', async () => {
  const { ana, ben, mo, nan } = await helpline.connectAll('ana', 'ben', 'mo', 'nan');
  const [first, second] = [newId(), newId()];
  await expectOk(mo.send('list:retire', { changeId: first, list: 'issues', slug: 'ocd' }));
  expect(await nan.send('list:decline', { changeId: first })).toEqual(refused('not-yours'));
  expect(await ben.send('list:decline', { changeId: first })).toEqual(ok);
  await expectOk(mo.send('list:retire', { changeId: second, list: 'issues', slug: 'ocd' }));
  expect(await mo.send('list:decline', { changeId: second })).toEqual(ok);
  expect(await ana.send('list:agree', { changeId: second })).toEqual(refused('conflict', /taken back/));
  expect(await listFor(ana, 'issues')).toMatchObject({ words: starterLists.issues, proposed: [] });
});

test('of two who propose the same at once, the second is told so in a sentence', async () => {
  const { ana, ben, mo } = await helpline.connectAll('ana', 'ben', 'mo');
  const add = (words: string) => ({ changeId: newId(), list: 'outcomes', words }) as const;
  const both = await Promise.all([
    ana.send('list:add', add('Sat quietly')),
    ben.send('list:add', add('sat  quietly')),
  ]);
  expect(both).toContainEqual(ok);
  expect(both).toContainEqual(refused('conflict', /proposed already/));
  const rename = { list: 'outcomes', slug: 'referred', words: 'Passed on' } as const;
  await expectOk(mo.send('list:rename', { changeId: newId(), ...rename }));
  expect(await mo.send('list:retire', { changeId: newId(), list: 'outcomes', slug: 'referred' })).toEqual(
    refused('conflict', /“Referred” waits for a second yes/),
  );
  const order = {
    list: 'boroughs',
    slugs: ['lewisham', 'lambeth', 'southwark', 'elsewhere', 'not-asked'],
  } as const;
  await expectOk(ana.send('list:order', { changeId: newId(), ...order, slugs: [...order.slugs] }));
  expect(await ben.send('list:order', { changeId: newId(), ...order, slugs: [...order.slugs] })).toEqual(
    refused('conflict', /Another order waits/),
  );
});

test('what a list cannot be changed to is refused in a sentence', async () => {
  const { ana } = await helpline.connectAll('ana');
  const id = () => ({ changeId: newId() });
  const cases: [Parameters<Client['send']>, RegExp, string?][] = [
    [
      ['list:add', { ...id(), list: 'issues', group: 'Other', words: 'housing' }],
      /“Housing” is in this list/,
    ],
    [['list:add', { ...id(), list: 'issues', words: 'Bees' }], /Choose the heading/],
    [['list:add', { ...id(), list: 'sources', group: 'Other', words: 'Bees' }], /Choose the heading/],
    [['list:rename', { ...id(), list: 'sources', slug: 'gp', words: 'GP' }], /in this list already/],
    [['list:rename', { ...id(), list: 'sources', slug: 'gp', words: 'police' }], /“Police” is in this list/],
    [['list:rename', { ...id(), list: 'sources', slug: 'bees', words: 'Bees' }], /no such word/],
    [['list:rename', { ...id(), list: 'responses', slug: 'routine', words: 'Bees' }], /not used any more/],
    [['list:retire', { ...id(), list: 'issues', slug: 'overdose' }], /“Overdose” does more/],
    [['list:retire', { ...id(), list: 'outcomes', slug: 'emergency-services' }], /You can rename it/],
    [['list:retire', { ...id(), list: 'outcomes', slug: 'call-back' }], /You can rename it/],
    [['list:retire', { ...id(), list: 'responses', slug: '999-now' }], /You can rename it/],
    [['list:retire', { ...id(), list: 'flagReasons', slug: 'safeguarding' }], /You can rename it/],
    [['list:order', { ...id(), list: 'boroughs', slugs: ['lambeth', 'kent'] }], /does not have/],
    [['list:order', { ...id(), list: 'boroughs', slugs: [] }], /does not have/],
    [
      ['list:order', { ...id(), list: 'boroughs', slugs: starterLists.boroughs.map(({ slug }) => slug) }],
      /order already/,
    ],
    [['list:add', { ...id(), list: 'sources', words: ' ' }], /Nothing is written/, 'malformed'],
    [['list:add', { ...id(), list: 'sources', words: 'b\u202e' }], /cannot be seen/, 'malformed'],
    [['list:add', { ...id(), list: 'sources', words: 'b'.repeat(61) }], /60 characters/, 'malformed'],
    [['list:add', { ...id(), list: 'bees', words: 'Bees' }], /./, 'malformed'],
  ];
  for (const [[name, fields], sentence, code = 'conflict'] of cases)
    expect(await ana.send(name, fields), JSON.stringify(fields)).toEqual(refused(code, sentence));
  const owner = newId();
  await expectOk(ana.send('list:add', { changeId: owner, list: 'sources', words: 'Bees' }));
  expect(await ana.send('list:add', { changeId: owner, list: 'sources', words: 'Wasps' })).toEqual(
    refused('conflict', /has been proposed already/),
  );
});

test('forty changes to a list can wait for a second yes, and the next once one is settled', async () => {
  const { ana, mo } = await helpline.connectAll('ana', 'mo');
  const add = (number: number, changeId = newId()) =>
    ana.send('list:add', { changeId, list: 'boroughs', words: `Ward ${number}` });
  const first = newId();
  await expectOk(add(0, first));
  await expectOk(...Array.from({ length: 39 }, (_, index) => add(index + 1)));
  expect(await add(40)).toEqual(refused('conflict', /^40 changes to this list wait for a second yes/));
  await expectOk(mo.send('list:agree', { changeId: first }));
  expect(await add(40)).toEqual(ok);
});

test('without anybody who could say yes, nothing is proposed', async () => {
  const { ana } = await helpline.connectAll('ana');
  const { mo, nan } = helpline.ids;
  for (const id of [mo, nan])
    await testServer.db.update(people).set({ suspendedAt: testServer.clock.now() }).where(eq(people.id, id));
  expect(await ana.send('list:add', { changeId: newId(), list: 'sources', words: 'Bees' })).toEqual(
    refused('conflict', /yes of a manager, and there is none here yet\. What you wrote is still here/),
  );
});

test('a record takes the helpline’s words; one retired meanwhile, without a link or in a record, is saved; an unknown one is refused', async () => {
  const { ana, ben, call } = await helpline.pairOnCall();
  const mo = await helpline.connect('mo');
  const note = (changes: CommandFields<'call:note'>['changes']) =>
    ana.send('call:note', { callId: call.id, changes });
  expect(await note({ presentingIssues: ['housing', 'energy-bills'] })).toEqual(
    refused('malformed', /lists do not have/),
  );
  const proposed = newId();
  const word = { list: 'issues', group: 'Practical', words: 'Energy bills' } as const;
  await expectOk(mo.send('list:add', { changeId: proposed, ...word }));
  expect(await note({ presentingIssues: ['energy-bills'] })).toEqual(refused('malformed'));
  await expectOk(ben.send('list:agree', { changeId: proposed }));
  expect(await note({ presentingIssues: ['housing', 'energy-bills'] })).toEqual(ok);

  await agreed([mo, ben], 'list:retire', { list: 'issues', slug: 'energy-bills' });
  expect(await note({ note: 'More', presentingIssues: ['energy-bills'] })).toEqual(ok);
  const { words } = (await listFor(ana, 'issues'))!;
  expect(words.find(({ slug }) => slug === 'energy-bills')).toMatchObject({
    words: 'Energy bills',
    retired: true,
  });
  expect(await note({ borough: 'energy-bills' })).toEqual(refused('malformed'));

  await agreed([mo, ben], 'list:add', { ...word, words: 'energy bills' });
  expect((await listFor(ana, 'issues'))!.words.filter(({ slug }) => slug.startsWith('energy'))).toEqual([
    { slug: 'energy-bills', words: 'energy bills', group: 'Practical', retired: false },
  ]);
});

test('a flag takes a reason of the helpline, and no other', async () => {
  const { ana, ben, call } = await helpline.pairOnCall();
  const mo = await helpline.connect('mo');
  const raise = (reason: string) => ana.send('flag:raise', { flagId: newId(), callId: call.id, reason });
  expect(await raise('a-threat')).toEqual(refused('malformed', /lists do not have/));
  await agreed([mo, ben], 'list:add', { list: 'flagReasons', words: 'A threat', group: '' });
  expect(await raise('a-threat')).toEqual(ok);
});

test('slugs read like the word, are never given twice, and stay when the word is renamed', async () => {
  const { ana, mo } = await helpline.connectAll('ana', 'mo');
  const add = (words: string) => agreed([mo, ana], 'list:add', { list: 'sources', words, group: '' });
  const slugs = async () => (await listFor(ana, 'sources'))!.words.map(({ slug }) => slug).slice(15);
  for (const words of ['Café Züri', 'cafe zuri!', '111', 'ცნობა', 'GP (ours)']) await add(words);
  expect(await slugs()).toEqual(['cafe-zuri', 'cafe-zuri-2', 'word-111', 'word', 'gp-ours']);
  await agreed([ana, mo], 'list:rename', { list: 'sources', slug: 'word', words: 'Leaflet' });
  expect(await slugs()).toContain('word');
});

test('an order is within headings, and a word added meanwhile follows', async () => {
  const { ana, mo, nan } = await helpline.connectAll('ana', 'mo', 'nan');
  const ordered = newId();
  const slugs = starterLists.issues.map(({ slug }) => slug).toReversed();
  await expectOk(ana.send('list:order', { changeId: ordered, list: 'issues', slugs }));
  await agreed([mo, ana], 'list:add', { list: 'issues', group: 'Feelings', words: 'Shame' });
  await expectOk(nan.send('list:agree', { changeId: ordered }));
  const now = (await offered(ana, 'issues'))!;
  expect(now.slice(0, 9)).toEqual([
    ...['Flashbacks', 'Low self-worth', 'Bereavement or loss', 'Loneliness', 'Stress', 'Anger', 'Low mood'],
    ...['Anxiety or panic', 'Shame'],
  ]);
  expect(now).toHaveLength(starterLists.issues.length + 1);
});

test('who can agree is told once, however much is proposed, until nothing waits; who proposed hears what became of it', async () => {
  const { ana, mo } = await helpline.connectAll('ana', 'mo');
  const [first, second] = [newId(), newId()];
  await expectOk(ana.send('list:add', { changeId: first, list: 'sources', words: 'Bees' }));
  await expectOk(ana.send('list:add', { changeId: second, list: 'sources', words: 'Wasps' }));
  await mo.catchesUp();
  const told = () => mo.heard.filter(({ name, row }) => name === 'update:changed' && 'kind' in row);
  expect(told().map(({ row }) => row)).toMatchObject([
    { kind: 'list-proposed', by: helpline.ids.ana, seenAt: null },
  ]);
  await expectOk(mo.send('list:agree', { changeId: first }));
  expect(await ana.hears('update:changed')).toMatchObject({ kind: 'list-agreed', by: helpline.ids.mo });
  await expectOk(mo.send('list:decline', { changeId: second }));
  expect(await ana.hears('update:changed', ({ kind }) => kind === 'list-declined')).toBeTruthy();
  await mo.catchesUp();
  expect(told().at(-1)!.row).toMatchObject({ kind: 'list-proposed' });
  expect((told().at(-1)!.row as { seenAt: string | null }).seenAt).not.toBeNull();
});

test('the lists of one helpline are not those of another', async () => {
  const { ana, mo } = await helpline.connectAll('ana', 'mo');
  await agreed([mo, ana], 'list:add', { list: 'sources', words: 'Bees', group: '' });
  const elsewhere = await openHelpline(testServer);
  const other = await elsewhere.connect('ana');
  expect(other.welcome.lists).toEqual([]);
  const changeId = newId();
  await expectOk(mo.send('list:add', { changeId, list: 'sources', words: 'Wasps' }));
  expect(await other.send('list:agree', { changeId })).toEqual(refused('not-found'));
  elsewhere.leaveAll();
});
