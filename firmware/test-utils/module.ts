/** The firmware for tests, built once a process and kept in the repository's cache. */
import { fileURLToPath } from 'node:url';
import { buildFirmware } from '../build/index.ts';

let module: Promise<WebAssembly.Module> | undefined;

/** The compiled firmware. */
export function testModule(): Promise<WebAssembly.Module> {
  const cacheDir = fileURLToPath(new URL('../../.cache/firmware', import.meta.url));
  module ??= buildFirmware({ cacheDir }).then(({ wasm }) => new WebAssembly.Module(wasm as BufferSource));
  return module;
}
