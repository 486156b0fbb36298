import type { Live } from '../live/live.svelte.ts';

/** Parts that open on a press; fetched while idle, so that they also open offline. */
const openedByAPress = [
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
  () => import('../guidance/GuidanceText.svelte'),
  () => import('../calls/ReadAlong.svelte'),
  () => import('../auth/SignInAgain.svelte'),
  () => import('../notifications/forget-device.ts'),
  () => import('./WaitingList.svelte'),
  () => import('../screen-lock/LockPage.svelte'),
  () => import('../screen-lock/Unlock.svelte'),
  () => import('./Unreachable.svelte'),
  () => import('../auth/SignOutAnyway.svelte'),
];

/** Starts when connected: a browser repeats a failed import for as long as the page is open. */
export function fetchAhead(live: Live) {
  let asked = false;
  const fetchAll = () => void Promise.allSettled(openedByAPress.map((open) => open()));
  live.on('welcome', ({ notificationPreferences }) => {
    if (asked) return;
    asked = true;
    setTimeout(fetchAll, 1_500);
    if (globalThis.Notification?.permission === 'granted')
      void import('../notifications/forget-device.ts')
        .then(({ keepOnlyMine }) => keepOnlyMine(notificationPreferences))
        .catch(() => {});
  });
}
