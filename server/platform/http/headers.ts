import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { cspReportsPath } from './csp-reports.ts';

/** Security headers: only our own origin may be run, framed or fetched. With `secure`, also HSTS for a year. */
export const securityHeaders = (secure: boolean): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ['svelte-trusted-html', 'own-worker'],
        reportUri: [cspReportsPath],
        reportTo: 'csp',
      },
    },
    strictTransportSecurity: secure && { maxAge: 31_536_000 },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });

/** Browser features that these pages never use; passkeys are allowed for our own origin only. */
const features = [
  ...['accelerometer', 'browsing-topics', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'hid'],
  ...['magnetometer', 'microphone', 'midi', 'payment', 'serial', 'usb', 'xr-spatial-tracking'],
].map((feature) => `${feature}=()`);
const policy = [...features, 'publickey-credentials-create=(self)', 'publickey-credentials-get=(self)'].join(
  ', ',
);

/** Permissions-Policy, and the endpoint for reports named `csp`. */
export const otherPolicies: RequestHandler = (_request, response, next) => {
  response.set({ 'Permissions-Policy': policy, 'Reporting-Endpoints': `csp="${cspReportsPath}"` });
  next();
};
