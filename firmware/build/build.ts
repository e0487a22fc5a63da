/** Compiles the firmware to WebAssembly with the compiler of `@yowasp/clang`, and keeps the result by its hash. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { patchTree, type SourcePatch } from './source-patch.ts';
import { gatherSources, type SourceBoard, type Sources, type SourceTree } from './sources.ts';

/** -O1: the compiler is itself WebAssembly, and a first start waits for it; -Os takes a third longer and runs no faster. */
const FLAGS = [
  '--target=wasm32',
  '-std=c++20',
  '-O1',
  '-ffreestanding',
  '-nostdlib',
  '-nostdinc++',
  '-fno-exceptions',
  '-fno-rtti',
  '-fno-threadsafe-statics',
  '-mbulk-memory',
  '-Wall',
  '-Wextra',
  '-Werror',
  '-Wl,--no-entry',
  '-Wl,-z,stack-size=32768',
  '-Wl,--strip-all',
] as const;

export interface FirmwareBuild {
  readonly wasm: Uint8Array;
  /** Hash of sources, flags and compiler; HELLO tells it. */
  readonly buildHash: string;
  readonly fromCache: boolean;
}

export interface BuildOptions {
  /** Folder for compiled modules, made when missing; `.cache/firmware` of the repository in normal use. */
  readonly cacheDir: string;
  /** Changes to the sources before they are compiled; for planted defects. */
  readonly patches?: readonly SourcePatch[];
}

/** The sources do not compile. `diagnostics` is what the compiler said. */
export class FirmwareBuildError extends Error {
  readonly code = 'FIRMWARE_BUILD_FAILED';
  readonly diagnostics: string;

  constructor(diagnostics: string) {
    super(`the firmware does not compile:\n${diagnostics}`);
    this.name = 'FirmwareBuildError';
    this.diagnostics = diagnostics;
  }
}

/**
 * The firmware as a WebAssembly module; from the cache when nothing has changed.
 * @throws FirmwareBuildError
 */
export function buildFirmware(options: BuildOptions): Promise<FirmwareBuild> {
  return buildWasm('wasm', options);
}

/**
 * The DUT and its bench controller as one WebAssembly module (`firmware/boards/wasm-bench`); cached like the other.
 * @throws FirmwareBuildError
 */
export function buildWasmBench(options: BuildOptions): Promise<FirmwareBuild> {
  return buildWasm('wasm-bench', options);
}

async function buildWasm(board: SourceBoard, options: BuildOptions): Promise<FirmwareBuild> {
  const patches = options.patches ?? [];
  const sources = gatherSources(board, [...FLAGS, compilerVersion(), ...patches.map((patch) => JSON.stringify(patch))]);
  for (const patch of patches) patchTree(sources.tree, patch);
  const path = `${options.cacheDir}/${sources.hash}.wasm`;
  const cached = readIfThere(path);
  if (cached !== undefined) return { wasm: cached, buildHash: sources.hash, fromCache: true };
  mkdirSync(options.cacheDir, { recursive: true });
  const release = await takeTurn(`${path}.lock`);
  try {
    const made = readIfThere(path);
    if (made !== undefined) return { wasm: made, buildHash: sources.hash, fromCache: true };
    return { wasm: await compileInto(path, sources), buildHash: sources.hash, fromCache: false };
  } finally {
    release();
  }
}

/** Longest that a compilation may hold its turn in ms, on a machine at work. */
const TURN_MS = 600_000;

/** Processes that want the same module take turns: the first compiles, the others find it in the cache. */
async function takeTurn(lock: string): Promise<() => void> {
  const giveUpAtMs = performance.now() + TURN_MS;
  const release = (): void => rmSync(lock, { recursive: true, force: true });
  while (performance.now() < giveUpAtMs) {
    try {
      mkdirSync(lock);
      writeFileSync(`${lock}/${process.pid}`, '');
      break;
    } catch {
      if (isLeft(lock)) release();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return release;
}

/** Whether the process that took the turn has ended without giving it back. */
function isLeft(lock: string): boolean {
  try {
    const [owner] = readdirSync(lock);
    if (owner !== undefined) process.kill(Number(owner), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

async function compileInto(path: string, sources: Sources): Promise<Uint8Array> {
  const wasm = await compile(sources);
  // Written aside and renamed: another process never sees half a module.
  const aside = `${path}.${process.pid}`;
  writeFileSync(aside, wasm);
  renameSync(aside, path);
  return wasm;
}

async function compile(sources: Sources): Promise<Uint8Array> {
  // Loaded only when there is something to compile: the compiler is 100 MB.
  const { commands, Exit, runLLVM } = await import('@yowasp/clang');
  // Loads its resources without the progress lines that it otherwise prints.
  await runLLVM(undefined, {}, { fetchProgress: () => {} });
  const chunks: Uint8Array[] = [];
  const tree: SourceTree = { ...sources.tree, 'unity.cc': sources.unit };
  const define = `-DUNDERSTUDY_BUILD_HASH="${sources.hash}"`;
  const args = [...FLAGS, define, '-I.', 'unity.cc', '-o', 'firmware.wasm'];
  try {
    const result = await commands['clang++'](args, tree, {
      stderr: (bytes) => void (bytes && chunks.push(bytes.slice())),
    });
    const wasm = result?.['firmware.wasm'];
    if (wasm instanceof Uint8Array) return wasm;
  } catch (error) {
    if (!(error instanceof Exit)) throw error;
  }
  throw new FirmwareBuildError(Buffer.concat(chunks).toString('utf8'));
}

function compilerVersion(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(
      createRequire(import.meta.url)
        .resolve('@yowasp/clang')
        .replace(/gen\/bundle\.js$/, 'package.json'),
      'utf8',
    ),
  );
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '';
}

function readIfThere(path: string): Uint8Array | undefined {
  try {
    return new Uint8Array(readFileSync(path));
  } catch {
    return undefined;
  }
}
