/** What every build of the viewer shares: by the command line and by the CLI. */
import { fileURLToPath } from 'node:url';
import type { BuildEnvironmentOptions } from 'vite';

export const viewerBuildOptions: BuildEnvironmentOptions = {
  // The room with its recordings, and the operator page of a bench.
  rolldownOptions: {
    input: ['index', 'operator'].map((page) => fileURLToPath(new URL(`${page}.html`, import.meta.url))),
  },
  target: 'es2023',
  sourcemap: false,
  reportCompressedSize: false,
  // three.js alone is larger than the default warning; it sits in a chunk that loads after the panels.
  chunkSizeWarningLimit: 1600,
  // The page's content security policy allows no data: scripts or fonts.
  assetsInlineLimit: 0,
  modulePreload: { polyfill: false },
};
