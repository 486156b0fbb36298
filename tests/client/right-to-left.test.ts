import { expect, test } from 'vitest';
import { changedFields, savedOf } from '../../client/people/person-change.ts';
import { People } from '../../client/people/people.svelte.ts';
import { asTyped, isolated } from '../../client/ui/isolated.ts';
import { ana, fakeLive } from './fake-socket.ts';

const [layla, shira, adlam] = ['ليلى', 'שירה', '𞤀𞤣𞤤𞤢𞤥'];

test.each([layla, shira, adlam, `Sam ${layla}`])(
  '%s is isolated in a sentence, and whole again in a field',
  (name) => {
    expect(isolated(name)).toBe(`\u2068${name}\u2069`);
    expect(asTyped(isolated(name))).toBe(name);
  },
);

test.each(['Ana', 'Zoë O’Neill', 'Дарья', '愛', '🙂', ''])('%s stays as it is', (name) => {
  expect(isolated(name)).toBe(name);
});

test('a name is isolated wherever it is shown, and changed as it was typed', () => {
  const { socket, live } = fakeLive();
  const people = new People(live, { ...ana, firstName: layla });
  expect(people.me.firstName).toBe(isolated(layla));
  socket.welcome({ me: { ...ana, firstName: shira } });
  expect(people.me.firstName).toBe(isolated(shira));
  const saved = savedOf(people.me);
  expect(saved.firstName).toBe(shira);
  expect(changedFields(saved, { ...saved, firstName: shira })).toEqual({});
});
