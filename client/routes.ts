import { createRouter } from 'sv-router';
import Tonight from './tonight/Tonight.svelte';

/**
 * Only what a shift begins with is in the first load. A component named here directly must not itself
 * contain a dynamic import: the router tells lazy ones by looking for `() => import(…)` in their source.
 */
// eslint-disable-next-line @typescript-eslint/unbound-method -- none of the router’s functions uses `this`
export const { isActive, navigate, route } = createRouter({
  '/tonight': Tonight,
  '/calls': () => import('./calls/MyCalls.svelte'),
  '/calls/:id': () => import('./calls/CallPage.svelte'),
  '/asked': () => import('./asked/Asked.svelte'),
  '/profile': () => import('./people/MyProfile.svelte'),
  '/guidance': () => import('./guidance/Guidance.svelte'),
  '/desk': () => import('./debrief/Desk.svelte'),
  '/desk/:id': () => import('./debrief/DeskDebrief.svelte'),
  '/rota': () => import('./rota/Rota.svelte'),
  '/people': () => import('./people/PeoplePage.svelte'),
  '/reviews': () => import('./review/Reviews.svelte'),
  '/reviews/:id': () => import('./review/ReviewPage.svelte'),
  '*': () => import('./frame/NotFound.svelte'),
});
