import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shareOf, shown, shownAmong, shownParts, sumOf, type Figure } from '#shared/figures';

describe('one count', () => {
  test.each<[number, Figure]>([
    [0, 'none'],
    [1, 'few'],
    [7, 'few'],
    [8, 10],
    [12, 10],
    [13, 15],
    [1_237, 1_235],
  ])('%i is shown as %s', (count, figure) => expect(shown(count)).toBe(figure));
});

describe('parts of a whole', () => {
  test('a small part that could be had by taking the others from the whole keeps the smallest of them back', () => {
    expect(shownParts({ a: 40, b: 12, c: 3 })).toEqual({ a: 40, b: 'kept-back', c: 'few' });
  });

  test('small parts that are many together keep nothing back', () => {
    expect(shownParts({ a: 40, b: 12, c: 3, d: 5 })).toEqual({ a: 40, b: 10, c: 'few', d: 'few' });
  });

  test('some of a whole are not shown where nearly all are', () => {
    expect(shownAmong(47, 50)).toBe('kept-back');
    expect(shownAmong(42, 50)).toBe(40);
    expect(shownAmong(50, 50)).toBe(50);
  });

  test('whatever the counts, what is not shown is nothing, or at least eight', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 60 }), { minLength: 1, maxLength: 8 }), (counts) => {
        const figures = Object.entries(shownParts(Object.fromEntries(counts.entries())));
        const hidden = figures
          .filter(([, figure]) => figure === 'few' || figure === 'kept-back')
          .map(([at]) => counts[Number(at)]!);
        const together = hidden.reduce((sum, one) => sum + one, 0);
        const others = counts.some((count) => count >= 8);
        expect(together === 0 || together >= 8 || !others).toBe(true);
      }),
    );
  });
});

describe('sums', () => {
  test('a sum is made of what is shown, and says where something is missing', () => {
    expect(sumOf([10, 'none', 15])).toBe(25);
    expect(sumOf([10, 'few'])).toEqual({ atLeast: 10 });
    expect(sumOf([{ atLeast: 20 }, 15])).toEqual({ atLeast: 35 });
    expect(sumOf(['few', 'none'])).toBe('kept-back');
    expect(sumOf(['none', 'none'])).toBe('none');
  });
});

test('shares are of wholes of forty or more, from the rounded numbers', () => {
  expect(shareOf(10, 40)).toBe(25);
  expect(shareOf(10, 35)).toBeNull();
  expect(shareOf('few', 100)).toBeNull();
  expect(shareOf({ atLeast: 10 }, 100)).toBeNull();
  expect(shareOf(105, 100)).toBe(100);
});
