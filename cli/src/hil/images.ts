/** Firmware of this checkout for benches that are emulated: built when its sources changed, kept by its hash. */
import { join } from 'node:path';
import { buildM7, buildWasmBench, type M7Build } from '@understudy/firmware';
import type { Progress } from '../output/progress.ts';
import { CACHE } from '../paths.ts';

const cacheDir = join(CACHE, 'firmware');

/** Each is built once a command, however many benches ask. */
export interface Images {
  /** DUT and bench controller as one module. @throws FirmwareBuildError */
  wasm(): Promise<WebAssembly.Module>;
  /** DUT and bench controller for the emulated Cortex-M7. @throws FirmwareBuildError */
  m7(): Promise<M7Build>;
}

export function createImages(progress: Progress): Images {
  const wasm = once(async () => {
    progress.update('firmware for WebAssembly');
    return WebAssembly.compile((await buildWasmBench({ cacheDir })).wasm as BufferSource);
  });
  const m7 = once(() => {
    progress.update('firmware for the emulated Cortex-M7');
    return buildM7({ cacheDir });
  });
  return { wasm, m7 };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
