import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const server = 'http://127.0.0.1:4700';

/** Asks for the typeface together with the page, so that the first words are not drawn twice. */
const fontWithThePage: Plugin = {
  name: 'font-with-the-page',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle }) =>
      Object.keys(bundle ?? {})
        .filter((file) => file.endsWith('.woff2'))
        .map((file) => ({
          tag: 'link',
          attrs: { rel: 'preload', href: `/${file}`, as: 'font', type: 'font/woff2', crossorigin: '' },
          injectTo: 'head-prepend' as const,
        })),
  },
};

export default defineConfig({
  root: fileURLToPath(new URL('client', import.meta.url)),
  plugins: [svelte({ configFile: false }), fontWithThePage],
  resolve: {
    alias: [
      { find: /^#shared\/(.*)$/, replacement: fileURLToPath(new URL('shared/$1.ts', import.meta.url)) },
    ],
  },
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    // Nothing in the page may come from a data: address, and no script may stand in it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': server,
      '/livez': server,
      '/readyz': server,
      '/socket.io': { target: server, ws: true },
    },
  },
});
