/** Builds the viewer's static files with Vite's JavaScript API (Node only); the CLI serves and caches what it writes. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { viewerBuildOptions } from './build-options.ts';

export interface BuildViewerOptions {
  /** Absolute folder that receives index.html and assets/; it is emptied first. */
  readonly outDir: string;
}

/** Writes the built viewer into `outDir`. Throws Vite's error when a source file does not compile. */
export async function buildViewer(options: BuildViewerOptions): Promise<void> {
  // Vite takes React's development build when the caller's NODE_ENV says anything else: a test runner's does.
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await build({
      configFile: false,
      root: fileURLToPath(new URL('.', import.meta.url)),
      logLevel: 'error',
      mode: 'production',
      plugins: [react()],
      build: { ...viewerBuildOptions, outDir: options.outDir, emptyOutDir: true },
    });
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}
