/**
 * How often to repeat what a few times prove and many times make likelier to be found out: few in `npm test`, all in the long runs
 * (`npm run test:busy`, `test:hours`, `e2e`) and where a file is run by itself.
 */
export const repetitions = ({ few, all }: { few: number; all: number }): number =>
  process.env.TEST_REPETITIONS === 'few' ? few : all;
