import { svelte } from '@sveltejs/vite-plugin-svelte';
import { appendFile, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { codeSplitting } from './scripts/chunks.ts';
import { inLanguage, languageOf } from './words/plugin.ts';

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

/** The link begins as a WebSocket. What it takes to do without one is fetched where there is none: client/live/open-socket.ts. */
const webSocketFirst: Plugin = {
  name: 'websocket-first',
  apply: 'build',
  transform: {
    filter: { id: /engine\.io-client\/build\/esm\/transports\/index\.js$/ },
    handler: () => `import { WS } from './websocket.node.js';\nexport const transports = { websocket: WS };`,
  },
};

/** Can be put on a home screen under a name that says nothing, and opens without a link. Only these files are kept, never an answer. */
const installable = (lang: string) =>
  VitePWA({
    injectRegister: false,
    registerType: 'prompt',
    manifest: {
      id: '/',
      name: 'Alongside',
      short_name: 'Alongside',
      description: 'Alongside',
      lang,
      start_url: '/',
      display: 'standalone',
      background_color: '#f5f0e6',
      theme_color: '#f5f0e6',
      icons: [
        { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
        { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
        { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      ],
    },
    workbox: {
      globPatterns: ['**/*.{html,js,css,woff2,svg,png}'],
      navigateFallback: '/index.html',
      navigateFallbackDenylist: [
        /^\/api\//,
        /^\/tell-us(\/|$)/,
        /^\/socket\.io\//,
        /^\/(livez|readyz)$/,
        /^\/\.well-known\//,
      ],
      dontCacheBustURLsMatching: /^assets\//,
      cleanupOutdatedCaches: true,
      inlineWorkboxRuntime: true,
      sourcemap: false,
    },
  });

/** Importing another script is refused to a worker under our security policy, so what is ours is joined to what is generated. */
function workerTakesMessages(): Plugin {
  let pages = '';
  return {
    name: 'worker-takes-messages',
    apply: 'build',
    configResolved: ({ root, build }) => void (pages = resolve(root, build.outDir)),
    closeBundle: {
      order: 'post',
      sequential: true,
      handler: async () =>
        appendFile(
          join(pages, 'sw.js'),
          `\n${await readFile(new URL('client/worker/messages.js', import.meta.url), 'utf8')}`,
        ),
    },
  };
}

/** `vite build` makes the pages in English; `--mode cy` or `pseudo` the same in another language, beside them. */
export default defineConfig(({ mode }) => {
  const language = languageOf(mode);
  return {
    root: fileURLToPath(new URL('client', import.meta.url)),
    plugins: [
      ...(language ? [inLanguage(language)] : []),
      svelte({ configFile: false }),
      fontWithThePage,
      webSocketFirst,
      installable(language?.tag ?? 'en-GB'),
      workerTakesMessages(),
    ],
    resolve: {
      alias: [
        { find: /^#shared\/(.*)$/, replacement: fileURLToPath(new URL('shared/$1.ts', import.meta.url)) },
      ],
    },
    build: {
      outDir: `../dist/${language ? `client-${mode}` : 'client'}`,
      emptyOutDir: true,
      // Nothing in the page may come from a data: address, and no script may stand in it.
      assetsInlineLimit: 0,
      // One sheet of styles, so that no list of what each later part needs has to be in the first load.
      cssCodeSplit: false,
      modulePreload: {
        polyfill: false,
        resolveDependencies: (_file, needed, { hostType }) => (hostType === 'html' ? needed : []),
      },
      // The server checks shapes. What builds them does nothing else, so none of it is in the pages.
      rolldownOptions: {
        // The first load names some seventy components; without what they are called it is half a kilobyte less.
        output: {
          codeSplitting,
          chunkFileNames: ({ name }) =>
            /^[A-Z]/.test(name) ? 'assets/[hash].js' : 'assets/[name]-[hash].js',
        },
        treeshake: {
          manualPureFunctions: [
            'v',
            'someOf',
            'slugsOf',
            'changeOf',
            'text',
            'written',
            'visible',
            'lineUpTo',
            'whole',
          ],
          moduleSideEffects: [
            { test: /engine\.io-client/, sideEffects: false },
            // None of our components is a custom element.
            { test: /elements\/custom-element\.js$/, sideEffects: false },
          ],
        },
      },
    },
    server: {
      host: '127.0.0.1',
      proxy: {
        '/api': server,
        '/tell-us': server,
        '/livez': server,
        '/readyz': server,
        '/socket.io': { target: server, ws: true },
      },
    },
  };
});
