import { Router } from './frame/router.svelte.ts';
import Tonight from './tonight/Tonight.svelte';

/** Only what a shift begins with is in the first load. */
export const route = new Router({
  '/tonight': { here: Tonight },
  '/calls': () => import('./calls/MyCalls.svelte'),
  '/write-down': () => import('./calls/WriteDown.svelte'),
  '/calls/:id': () => import('./calls/CallPage.svelte'),
  '/asked': () => import('./asked/Asked.svelte'),
  '/asked/:id': () => import('./asked/AskedOne.svelte'),
  '/before-you-go': () => import('./check-ins/BeforeYouGo.svelte'),
  '/profile': () => import('./people/MyProfile.svelte'),
  '/reach': () => import('./reach/ReachPage.svelte'),
  '/helpline': () => import('./helpline/HelplinePage.svelte'),
  '/guidance': () => import('./guidance/Guidance.svelte'),
  '/desk': () => import('./debrief/Desk.svelte'),
  '/desk/:id': () => import('./debrief/DeskDebrief.svelte'),
  '/rota': () => import('./rota/Rota.svelte'),
  '/people': () => import('./people/PeoplePage.svelte'),
  '/reviews': () => import('./review/Reviews.svelte'),
  '/records': () => import('./openings/Records.svelte'),
  '/records/:id': () => import('./openings/RecordPage.svelte'),
  '/opened': () => import('./openings/OpenedOfMine.svelte'),
  '/themes': () => import('./review/Themes.svelte'),
  '/reviews/:id': () => import('./review/ReviewPage.svelte'),
  '*': () => import('./frame/NotFound.svelte'),
});

export const { isActive, navigate } = route;
