import { costCopies } from '#drizzle/schema/costs';
import { reports } from '#drizzle/schema/reports';
import type { Actor, World } from './actors.ts';
import { daysFrom } from '../support/debriefs.ts';
import { expectOk, newId } from '../support/helpline.ts';
import type { TestServer } from '../support/test-server.ts';
import { noCosts, noFigures } from '../support/reports.ts';
import * as given from './given.ts';

/** One route, and who gets what it serves. `open` says why where it is not a question of who asks. */
export type RouteCase =
  | {
      given: (world: World, testServer: TestServer) => Promise<string>;
      may: readonly Actor[];
      /** For a route that takes one: its body, and the status for those who may. */
      body?: object;
      answers?: number;
    }
  | { open: string };

const managers = ['namedManager', 'otherManager', 'managerAndSupporter'] as const;
const everybody = [
  'owner',
  'partner',
  'placedLater',
  'offShift',
  'yesterday',
  'otherPair',
  ...managers,
  'supervisor',
  'otherHelpline',
] as const;

const ourOwn = everybody.filter((actor) => actor !== 'otherHelpline');

const at = (path: string) => () => Promise.resolve(path);

/** One's own ways of signing in: there is no field that names somebody else, and each asks for a fresh proof. */
const changesOfOnesOwn = Object.fromEntries(
  [
    'me/app/begin',
    'me/app/confirm',
    'me/app/remove',
    'me/passkeys',
    'me/passkeys/options',
    'me/passkeys/remove',
    'me/passkeys/rename',
    'me/password',
    'me/recovery-codes',
    'sign-ins/end',
    'sign-ins/end-others',
  ].map((path) => [`POST /api/${path}`, { open: 'changes how or where the person signed in is signed in' }]),
);

/** The address of a report that was made. */
async function report({ helpline, ids }: World, { db, clock }: TestServer): Promise<string> {
  const made = { period: '2021', madeBy: ids.namedManager, madeAt: clock.now(), figures: noFigures };
  await db
    .insert(reports)
    .values({ id: helpline.id, helplineId: helpline.id, ...made })
    .onConflictDoNothing();
  return `/api/reports/${helpline.id}`;
}

/** The address of a copy of costs that was kept. */
async function costCopy({ helpline, ids }: World, { db, clock }: TestServer): Promise<string> {
  const made = { period: '2021', madeBy: ids.namedManager, madeAt: clock.now() };
  await db
    .insert(costCopies)
    .values({ id: helpline.id, helplineId: helpline.id, ...made, ...noCosts })
    .onConflictDoNothing();
  return `/api/costs/${helpline.id}`;
}

/** Who may ask each route of the server. A route that is missing here fails the test. */
export const routeCases: Record<string, RouteCase> = {
  'GET /api/feed/:token.ics': { open: 'takes the token of a calendar link' },
  'GET /livez': { open: 'says that the process answers' },
  'GET /readyz': { open: 'says that the server can work' },
  'GET /.well-known/security.txt': { open: 'says whom to write to about a weakness' },
  'POST /api/csp-reports': { open: 'takes what browsers say that the policy stopped' },
  'GET /api/me': { open: 'answers who is signed in, also nobody' },
  'POST /api/sign-in': { open: 'takes a password' },
  'POST /api/sign-out': { open: 'ends the sign-in of the cookie, if there is one' },
  'POST /api/invitations/redeem': { open: 'takes a link' },
  'GET /api/trial': { open: 'exists in the trial only' },
  'POST /api/trial/sign-in': { open: 'exists in the trial only' },
  'POST /api/invitations/look': { open: 'says whether a link still works' },
  'POST /api/invitations/passkey/options': { open: 'takes a link' },
  'POST /api/invitations/redeem-with-passkey': { open: 'takes a link and a new passkey' },
  'POST /api/sign-in/passkey/options': { open: 'gives a challenge' },
  'POST /api/sign-in/passkey': { open: 'takes a passkey' },
  'POST /api/sign-in/second-step': { open: 'takes a code after a password' },
  'POST /api/sign-in/recovery': { open: 'takes a recovery code' },
  'POST /api/unlock': { open: 'takes the password of the person signed in' },
  'POST /api/unlock/passkey/options': { open: 'gives the person signed in a challenge' },
  'POST /api/unlock/passkey': { open: 'takes a passkey of the person signed in' },
  'GET /api/calls/mine': { given: at('/api/calls/mine'), may: everybody },
  'GET /api/calls/log': { given: at('/api/calls/log?of=all'), may: [...managers, 'otherHelpline'] },
  'GET /api/calls/log/exports': { given: at('/api/calls/log/exports'), may: everybody },
  'GET /api/reports': { given: at('/api/reports'), may: everybody },
  'POST /api/reports': {
    given: at('/api/reports'),
    /** That year is over, and none of its quarters has been made: who may make one is told so. */
    body: { period: '2024' },
    may: [...managers, 'otherHelpline'],
    answers: 409,
  },
  'GET /api/reports/:reportId': { given: report, may: ourOwn },
  'POST /api/reports/:reportId/file': {
    given: async (...asked) => `${await report(...asked)}/file`,
    body: { format: 'csv', reason: 'A funder asks.' },
    may: ourOwn,
  },
  'GET /tell-us': { open: 'is for whoever rang, and asks nobody who they are' },
  'GET /tell-us/style.css': { open: 'is the look of that page' },
  'GET /tell-us/:helplineId': { open: 'the same, of one helpline' },
  'POST /tell-us/:helplineId': { open: 'takes what somebody says on that page' },
  'GET /api/feedback': {
    given: at('/api/feedback'),
    may: everybody.filter((actor) => actor !== 'supervisor'),
  },
  'POST /api/feedback/settings': {
    given: at('/api/feedback/settings'),
    body: {},
    may: [...managers, 'otherHelpline'],
    answers: 400,
  },
  'POST /api/feedback/questions': {
    given: at('/api/feedback/questions'),
    body: {},
    may: everybody.filter((actor) => actor !== 'supervisor'),
    answers: 400,
  },
  'POST /api/feedback/questions/settle': {
    given: at('/api/feedback/questions/settle'),
    body: {},
    may: everybody.filter((actor) => actor !== 'supervisor'),
    answers: 400,
  },
  'POST /api/feedback/replies': {
    given: at('/api/feedback/replies'),
    body: {},
    may: [...managers, 'otherHelpline'],
    answers: 400,
  },
  'POST /api/feedback/replies/remove': {
    given: at('/api/feedback/replies/remove'),
    body: {},
    may: [...managers, 'otherHelpline'],
    answers: 400,
  },
  'GET /api/feedback/safety': {
    given: at('/api/feedback/safety'),
    may: [...managers, 'supervisor', 'otherHelpline'],
  },
  'POST /api/feedback/safety': {
    given: at('/api/feedback/safety'),
    body: {},
    may: [...managers, 'otherHelpline'],
    answers: 400,
  },
  'POST /api/feedback/safety/take': {
    given: at('/api/feedback/safety/take'),
    body: {},
    may: [...managers, 'supervisor', 'otherHelpline'],
    answers: 400,
  },
  'POST /api/feedback/safety/close': {
    given: at('/api/feedback/safety/close'),
    body: {},
    may: [...managers, 'supervisor', 'otherHelpline'],
    answers: 400,
  },
  'GET /api/feedback/services/:serviceId': {
    given: at('/api/feedback/services/00000000-0000-7000-8000-000000000000'),
    may: [...managers, 'otherHelpline'],
  },
  'POST /api/feedback/entries': {
    given: at('/api/feedback/entries'),
    body: {},
    may: everybody.filter((actor) => !['namedManager', 'otherManager', 'supervisor'].includes(actor)),
    answers: 409,
  },
  'GET /api/costs': { given: at('/api/costs'), may: [...managers, 'otherHelpline'] },
  'POST /api/costs/assumptions': {
    given: at('/api/costs/assumptions'),
    /** Who may set one is told what is wrong with it. */
    body: {},
    may: [...managers, 'otherHelpline'],
    answers: 400,
  },
  'POST /api/costs': {
    given: at('/api/costs'),
    /** That year has no report: who may keep a copy is told so. */
    body: { costId: newId(), period: '2024' },
    may: [...managers, 'otherHelpline'],
    answers: 409,
  },
  'GET /api/costs/:costId': { given: costCopy, may: managers },
  'POST /api/costs/:costId/file': {
    given: async (...asked) => `${await costCopy(...asked)}/file`,
    body: {},
    may: managers,
  },
  'POST /api/calls/log/export': {
    given: at('/api/calls/log/export'),
    /** Nothing can be taken out of a helpline of one evening: who may ask is told so. */
    body: { from: '2026-11-02', to: '2026-11-15', format: 'csv', reason: 'A funder asks.' },
    may: [...managers, 'otherHelpline'],
    answers: 409,
  },
  'GET /api/calls/:callId': {
    given: async (world) => `/api/calls/${await given.call(world)}`,
    may: ['owner', 'partner', 'placedLater'],
  },
  'POST /api/call-backs/:callBackId/number': {
    given: async (world) => `/api/call-backs/${(await given.promised(world))().callBackId}/number`,
    /** It is kept in the phone: who may know of the call back is told so. */
    may: ['owner', 'partner', 'placedLater'],
    body: {},
    answers: 409,
  },
  'GET /api/chat/before/:messageId': {
    given: async (world) => `/api/chat/before/${(await given.messageToOwner(world))().messageId}`,
    may: ['owner', 'partner'],
  },
  'GET /api/break-glass/:breakGlassId/messages': {
    given: async (world) =>
      `/api/break-glass/${(await given.breakGlass('open')(world))().breakGlassId}/messages`,
    may: ['namedManager', 'otherManager'],
  },
  'GET /api/debriefs/:debriefId/invitation.ics': {
    given: async (world, testServer) => {
      const { debriefId } = (await given.debrief('accepted')(world))();
      const [owner, manager] = await Promise.all([world.as('owner'), world.as('namedManager')]);
      await expectOk(manager.send('debrief:offer', { debriefId, for: daysFrom(testServer, 1) }));
      await expectOk(owner.send('debrief:agree', { debriefId }));
      return `/api/debriefs/${debriefId}/invitation.ics`;
    },
    may: ['owner', 'namedManager'],
  },
  'GET /api/flags/count': {
    given: at('/api/flags/count'),
    may: [...managers, 'supervisor', 'otherHelpline'],
  },
  'GET /api/grants/calls': {
    given: at('/api/grants/calls'),
    may: [...managers, 'supervisor', 'otherHelpline'],
  },
  'GET /api/rota/my-hours': { given: at('/api/rota/my-hours'), may: everybody },
  'GET /api/steps/shifts': { given: at('/api/steps/shifts'), may: everybody },
  'GET /api/rota/past': { given: at('/api/rota/past'), may: everybody },
  'GET /api/rota/pattern': { given: at('/api/rota/pattern'), may: [...managers, 'otherHelpline'] },
  'GET /api/rota/pattern/preview': {
    given: at(
      `/api/rota/pattern/preview?from=2026-11-25&lines=${encodeURIComponent('[{"weekday":3,"opensAt":"18:00","closesAt":"00:00"}]')}`,
    ),
    may: [...managers, 'otherHelpline'],
  },
  'GET /api/rota/copy': {
    given: at('/api/rota/copy?from=2026-11-16&to=2026-11-23'),
    may: [...managers, 'otherHelpline'],
  },
  'GET /api/rota/changes': { given: at('/api/rota/changes'), may: [...managers, 'otherHelpline'] },
  'GET /api/manual': { given: at('/api/manual?since=0'), may: everybody },
  'GET /api/manual/:pageId/versions': {
    given: async (world) => `/api/manual/${(await given.page('published')(world))().pageId}/versions`,
    may: ourOwn,
  },
  'GET /api/sources/:sourceId/differences': {
    given: async (world) => `/api/sources/${(await given.source(world))().sourceId}/differences?what=new`,
    may: managers,
  },
  'POST /api/sources/:sourceId/file': {
    given: async (world) => `/api/sources/${(await given.source(world))().sourceId}/file`,
    /** Who may bring a file is told that this is none. */
    body: {},
    may: managers,
    answers: 400,
  },
  'POST /api/directory/export': {
    given: at('/api/directory/export'),
    body: {},
    may: [...managers, 'otherHelpline'],
  },
  'GET /api/swaps/partners': { given: at('/api/swaps/partners'), may: everybody },
  'GET /api/lists/history': { given: at('/api/lists/history'), may: everybody },
  'GET /api/directory': { given: at('/api/directory?since=0'), may: everybody },
  'GET /api/directory/:serviceId/versions': {
    given: async (world) =>
      `/api/directory/${(await given.service('published')(world))().serviceId}/versions`,
    may: ourOwn,
  },
  'GET /api/gatherings/times': {
    given: at('/api/gatherings/times?kind=group&around=2026-12-03&minutes=90'),
    may: ['supervisor', 'otherHelpline'],
  },
  'GET /api/gatherings/:id/lines': {
    given: async (world) => `/api/gatherings/${(await given.gatheringLine(world)).gatheringId}/lines`,
    may: ['owner', 'namedManager'],
  },
  'GET /api/me/ways': { given: at('/api/me/ways'), may: everybody },
  ...changesOfOnesOwn,
  'GET /api/sign-ins': { given: at('/api/sign-ins'), may: everybody },
  'GET /api/audit/mine': { given: at('/api/audit/mine'), may: everybody },
  'GET /api/audit': { given: at('/api/audit'), may: [...managers, 'otherHelpline'] },
  'GET /api/notifications': { given: at('/api/notifications'), may: everybody },
};
