export const benchOrigin = 'http://bench.test';
