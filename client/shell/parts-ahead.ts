import { directory } from '../services/fetch.ts';
import { manual } from '../pages/fetch.ts';
import type { Person } from '#shared/people';
import type { Live } from '../live/live.svelte.ts';

/** Parts that open on a press; fetched while idle, so that they also open offline. */
const openedByAPress = [
  () => import('../routes.ts'),
  () => import('../ui/ChooseManyList.svelte'),
  () => import('../ui/ChooseOneList.svelte'),
  () => import('../ui/MenuList.svelte'),
  () => import('../calls/MoreOfRecord.svelte'),
  () => import('../calls/SafetyFacts.svelte'),
  () => import('../tonight/OverShift.svelte'),
  () => import('../tonight/EarlierTonight.svelte'),
  () => import('../calls/WriteDown.svelte'),
  () => import('../calls/CallPage.svelte'),
  () => import('../calls/RespondTo.svelte'),
  () => import('../calls/LookedAt.svelte'),
  () => import('../flags/FlagCall.svelte'),
  () => import('../debriefs/AskForDebrief.svelte'),
  () => import('../check-ins/BeforeYouGo.svelte'),
  () => import('../calls/TakeOverDialog.svelte'),
  () => import('../messages/AboutMessage.svelte'),
  () => import('../live/polling.ts'),
  () => import('../guidance/Guidance.svelte'),
  () => import('../guidance/BesideCall.svelte'),
  () => import('../calls/ReadAlong.svelte'),
  () => import('../auth/SignInAgain.svelte'),
  () => import('../notifications/forget-device.ts'),
  () => import('./WaitingList.svelte'),
  () => import('../screen-lock/LockPage.svelte'),
  () => import('../screen-lock/Unlock.svelte'),
  () => import('./Unreachable.svelte'),
  () => import('../auth/SignOutAnyway.svelte'),
];

/** Fetches every part, the manual and the directory. One that fails is fetched when it is opened. Leaves the mark `parts-ahead` once all have come. */
export function fetchParts(app: { live: Live; me: Person }) {
  void Promise.all(openedByAPress.map((open) => open())).then(
    () => performance.mark('parts-ahead'),
    () => {},
  );
  void manual()
    .then(({ fetchManual }) => fetchManual(app))
    .catch(() => {});
  void directory()
    .then(({ fetchDirectory }) => fetchDirectory(app))
    .catch(() => {});
}
