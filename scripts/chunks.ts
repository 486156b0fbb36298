// Which modules of the pages share a file. Left alone, the bundler makes a file for every set of parts that needs the same modules:
// hundreds, most below a kilobyte, and asking for them costs a browser more than what is in them.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Rolldown } from 'vite';

type Moment = { name: string; from: string[]; later?: boolean; only?: RegExp };
type InfoOf = Rolldown.GetModuleInfo;

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * What is fetched at the same moment, in the order of these moments. Each has the modules named here and everything that they
 * import, except what an earlier one has. `later` adds what they import only when it is wanted; `only` keeps to some modules.
 */
const moments: Moment[] = [
  { name: 'sign-in', from: ['client/auth/Outside.svelte'] },
  // Dialogs and choices are of one library, whose entry names both: apart, so that a dialog does not bring the lists.
  { name: 'dialog', from: ['node_modules/bits-ui/dist/bits/dialog/index.js'] },
  {
    name: 'choices',
    from: ['ChooseManyList', 'ChooseOneList', 'MenuList'].map((list) => `client/ui/${list}.svelte`),
    only: /node_modules/,
  },
  {
    name: 'signed-in',
    from: [
      'client/shell/must-appear-parts.ts',
      'client/shell/LeaveUnsaved.svelte',
      'client/routes.ts',
      'client/tonight/NoShift.svelte',
      'client/tonight/JoinShift.svelte',
    ],
  },
  { name: 'ahead', from: ['client/shell/parts-ahead.ts'], later: true },
];

/**
 * For Rolldown’s `output.codeSplitting`: one file for the first load, and one for each later moment. Pages have files of their own;
 * the little that several of them share joins what about the same pages need.
 */
export const codeSplitting: Rolldown.CodeSplittingOptions = {
  groups: [
    { name: 'first', tags: ['$initial'], priority: moments.length + 1 },
    ...moments.map((moment, index) => ({
      debugName: moment.name,
      priority: moments.length - index,
      name: fileOf(moment),
    })),
    { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 6_000, priority: 0 },
  ],
};

function fileOf({ name, from, later = false, only = /(?:)/ }: Moment): Rolldown.CodeSplittingNameFunction {
  const roots = from.map((path) => join(root, path));
  let members: ReadonlySet<string> | undefined;
  return (id, context) => {
    members ??= membersFrom(roots, later, (one) => context.getModuleInfo(one));
    return members.has(id) && only.test(id) ? name : null;
  };
}

function membersFrom(roots: string[], later: boolean, infoOf: InfoOf): ReadonlySet<string> {
  const missing = roots.find((id) => !infoOf(id));
  if (missing) throw new Error(`${missing} is not a part of the pages; scripts/chunks.ts names it.`);
  const members = new Set([
    ...roots,
    ...(later ? roots.flatMap((id) => infoOf(id)!.dynamicallyImportedIds) : []),
  ]);
  for (const id of members) for (const needed of infoOf(id)?.importedIds ?? []) members.add(needed);
  return members;
}
