import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { SHELL_WORKER, shellFiles } from './shell-files.ts';

/** Where `npm start` serves; the development server hands every call over to it. */
const SERVER = 'http://127.0.0.1:4747';

export default defineConfig({
  plugins: [react(), shellFiles()],
  // Two copies of any of these break silently: yjs compares constructors, ProseMirror node types, React its hooks.
  resolve: {
    dedupe: [
      'react',
      'react-dom',
      'yjs',
      'y-protocols',
      'y-prosemirror',
      'lib0',
      'prosemirror-model',
      'prosemirror-state',
      'prosemirror-transform',
      'prosemirror-view',
    ],
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // The first versions with light-dark(), on which every colour token rests.
    target: ['chrome123', 'edge123', 'firefox128', 'safari17.5'],
    // The server's content security policy allows neither inline scripts nor data: fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: 'index.html', [SHELL_WORKER]: 'worker/shell-worker.ts' },
      // The worker stands beside the page, under one name for good: browsers look there for a newer one.
      output: {
        entryFileNames: ({ name }) => (name === SHELL_WORKER ? '[name].js' : 'assets/[name]-[hash].js'),
        // Beside one another files are read in as many threads, and these stay as they are from build to build.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: 'interface', test: /node_modules\/(react-aria|react-aria-components|react-stately)\// },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '/api': SERVER,
      '/sync': { target: SERVER.replace('http', 'ws'), ws: true },
    },
  },
});
