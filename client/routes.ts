import { manual } from './pages/fetch.ts';
import type { Path } from './shell/route.ts';
import type { Pages } from './shell/router.svelte.ts';
import Tonight from './tonight/Tonight.svelte';

/** Only the pages that a shift starts with are in the first load. */
export const pages: Pages<Path> = {
  '/tonight': { here: Tonight },
  '/calls': () => import('./calls/MyCalls.svelte'),
  '/write-down': () => import('./calls/WriteDown.svelte'),
  '/calls/:id': () => import('./calls/CallPage.svelte'),
  '/asked': () => import('./my-requests/Asked.svelte'),
  '/asked/:id': () => import('./my-requests/AskedOne.svelte'),
  '/before-you-go': () => import('./check-ins/BeforeYouGo.svelte'),
  '/profile': () => import('./people/MyProfile.svelte'),
  '/how-i-sign-in': () => import('./auth/HowISignIn.svelte'),
  '/my-history': () => import('./audit/MyHistory.svelte'),
  '/reach': () => import('./notifications/PreferencesPage.svelte'),
  '/helpline': () => import('./helpline/HelplinePage.svelte'),
  '/helpline-history': () => import('./audit/HelplineHistory.svelte'),
  '/guidance': () => import('./guidance/Guidance.svelte'),
  '/desk': () => import('./desk/Desk.svelte'),
  '/desk/:id': () => import('./desk/DeskDebrief.svelte'),
  '/rota': () => import('./shifts/Rota.svelte'),
  '/my-calendar': () => import('./feeds/MyCalendar.svelte'),
  '/rota/pattern': () => import('./shifts/PatternPage.svelte'),
  '/rota/past': () => import('./shifts/PastWeeks.svelte'),
  '/manual': manual,
  '/manual/:id': manual,
  '/manual/:id/edit': manual,
  '/away': () => import('./absences/WhenICannotCome.svelte'),
  '/people': () => import('./people/PeoplePage.svelte'),
  '/reviews': () => import('./flags/Reviews.svelte'),
  '/records': () => import('./grants/Records.svelte'),
  '/records/:id': () => import('./grants/RecordPage.svelte'),
  '/log': () => import('./call-log/CallLog.svelte'),
  '/taken-out': () => import('./call-log/TakenOut.svelte'),
  '/opened': () => import('./grants/OpenedOfMine.svelte'),
  '/break-glass': () => import('./break-glass/PrivateWords.svelte'),
  '/break-glass/:id': () => import('./break-glass/BreakGlassPage.svelte'),
  '/themes': () => import('./flags/Themes.svelte'),
  '/reviews/:id': () => import('./flags/ReviewPage.svelte'),
  '*': () => import('./shell/NotFound.svelte'),
};
