/** What every build of the viewer shares: by the command line and by the CLI. */
import type { BuildEnvironmentOptions } from 'vite';

export const viewerBuildOptions: BuildEnvironmentOptions = {
  target: 'es2023',
  sourcemap: false,
  reportCompressedSize: false,
  // three.js alone is larger than the default warning; it sits in a chunk that loads after the panels.
  chunkSizeWarningLimit: 1600,
  // The page's content security policy allows no data: scripts or fonts.
  assetsInlineLimit: 0,
  modulePreload: { polyfill: false },
};
