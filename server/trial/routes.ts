import { Router } from 'express';
export const trialRoutes = (_given: unknown) => Router();
