import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { projectRoot } from '#server/platform/root';

/** What was built, with pages in the pseudo-language in the place of the English ones. Returns its folder. Nothing of it is in `dist`. */
export async function buildPseudoPages(): Promise<{ root: string; remove: () => Promise<void> }> {
  const root = await mkdtemp(join(tmpdir(), 'alongside-pseudo-'));
  await cp(join(projectRoot, 'package.json'), join(root, 'package.json'));
  for (const part of ['server', 'shared', 'drizzle'])
    await cp(join(projectRoot, 'dist', part), join(root, 'dist', part), { recursive: true });
  for (const folder of ['node_modules', 'drizzle'])
    await symlink(join(projectRoot, folder), join(root, folder));
  await build({
    configFile: join(projectRoot, 'vite.config.ts'),
    mode: 'pseudo',
    logLevel: 'warn',
    build: { outDir: join(root, 'dist', 'client') },
  });
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
}
