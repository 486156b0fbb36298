import { Router } from 'express';
import { openLoginThrottle } from '../platform/auth/login-throttle.ts';
import { busyAsThrottled } from '../platform/auth/send-throttled.ts';
import { openPendingSteps } from '../platform/auth/pending-steps.ts';
import { isSecure } from '../platform/http/app.ts';
import type { Deps } from '../platform/http/deps.ts';
import { appRoutes } from './app-routes.ts';
import { linkRoutes } from './link-routes.ts';
import { ownPasskeyRoutes } from './own-passkey-routes.ts';
import { ownPasswordRoutes } from './own-password-routes.ts';
import { ownSignInsRoutes } from './own-sign-ins-routes.ts';
import { passkeyRoutes } from './passkey-routes.ts';
import { passwordRoutes } from './password-routes.ts';
import { secondStepRoutes } from './second-step-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { unlockRoutes } from './unlock-routes.ts';

const parts = [
  sessionRoutes,
  passkeyRoutes,
  passwordRoutes,
  secondStepRoutes,
  unlockRoutes,
  linkRoutes,
  ownPasskeyRoutes,
  ownPasswordRoutes,
  ownSignInsRoutes,
  appRoutes,
];

/** All routes for signing in, signing out, and changing sign-in methods. They share one throttle. */
export function signInRoutes(deps: Deps): Router {
  const { db, clock, settings } = deps;
  const throttle = openLoginThrottle(db, clock);
  const steps = openPendingSteps(db, clock, isSecure(settings.origins));
  const router = Router();
  for (const routesOf of parts) router.use(routesOf({ ...deps, throttle, steps }));
  router.use(busyAsThrottled);
  return router;
}
