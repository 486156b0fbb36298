import * as v from 'valibot';
import { assumptionKeys, assumptionKinds, largestAmount } from './assumptions.ts';
import { day, id, writtenText } from './shapes.ts';

const hasTwoDecimals = (number: number) => Math.abs(number * 100 - Math.round(number * 100)) < 1e-6;
const amount = v.pipe(
  v.number('Write both numbers, such as 12.50.'),
  v.finite('Write both numbers, such as 12.50.'),
  v.minValue(0, 'A number cannot be below 0.'),
  v.maxValue(largestAmount, 'This number is too large.'),
  v.check(hasTwoDecimals, 'At most two digits after the point.'),
);
const range = v.pipe(
  v.strictObject({ low: amount, high: amount }),
  v.check(({ low, high }) => low <= high, 'The first number has to be the lower one.'),
);

/** Sets an assumption, or takes it out with a null `value`. `basedOn`: the id of the one that the sender saw, null for none. */
export const assumptionShape = v.pipe(
  v.strictObject({
    assumptionId: id,
    key: v.picklist(assumptionKeys),
    value: v.nullable(range),
    source: writtenText,
    on: day,
    basedOn: v.nullable(id),
  }),
  v.check(
    ({ key, value }) => value === null || assumptionKinds[key].unit !== 'of100' || value.high <= 100,
    'Of 100 there can be no more than 100.',
  ),
);

/** Keeps a copy of the costs of a period, as they are now. */
export const costCopyShape = v.strictObject({ costId: id, period: v.string() });
