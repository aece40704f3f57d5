import type { Plugin } from 'vite';

/** The name of the worker among the build's inputs, and of its file beside the page. */
export const SHELL_WORKER = 'shell-worker';

/**
 * Tells the shell's worker which files belong to this build: every file the page may ask for, by address. Fonts come in
 * two formats; the browsers that Sanad is built for take the smaller.
 */
export function shellFiles(): Plugin {
  return {
    name: 'shell-files',
    apply: 'build',
    generateBundle(_options, bundle) {
      const made = Object.keys(bundle).filter((name) => name.startsWith('assets/') && !name.endsWith('.woff'));
      const files = [...made.sort().map((name) => `/${name}`), '/first-paint.js', '/favicon.svg'];
      const main = Object.values(bundle).find((file) => file.type === 'chunk' && file.isEntry && file.name === 'index');
      const worker = bundle[`${SHELL_WORKER}.js`];
      if (!main || worker?.type !== 'chunk') throw new Error('the build lacks its page or its worker');
      // The page's main file is named by a hash over all it leads to, so its name says which build this is.
      const build = JSON.stringify(main.fileName);
      worker.code = `const SHELL_FILES=${JSON.stringify(files)},SHELL_BUILD=${build};${worker.code}`;
    },
  };
}
