/** Development server and build of the viewer. The API's address for `vite dev` is UNDERSTUDY_API (default port 4600). */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { viewerBuildOptions } from './build-options.ts';

const api = process.env.UNDERSTUDY_API ?? 'http://127.0.0.1:4600';

export default defineConfig({
  plugins: [react()],
  build: viewerBuildOptions,
  server: { host: '127.0.0.1', proxy: { '/api': { target: api, ws: true } } },
});
