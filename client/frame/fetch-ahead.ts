/** What is opened by a press is fetched while nothing else happens, so that it also opens once the link is gone. */
const openedByAPress = [
  () => import('../ui/ChooseManyList.svelte'),
  () => import('../ui/ChooseOneList.svelte'),
  () => import('../ui/MenuList.svelte'),
  () => import('../review/FlagCall.svelte'),
  () => import('../debrief/AskForDebrief.svelte'),
  () => import('../guidance/Guidance.svelte'),
  () => import('../auth/SignInAgain.svelte'),
];

export function fetchAhead() {
  const fetchAll = () => void Promise.allSettled(openedByAPress.map((open) => open()));
  const whenIdle = () =>
    'requestIdleCallback' in window ? window.requestIdleCallback(fetchAll) : fetchAll();
  setTimeout(whenIdle, 4_000);
}
