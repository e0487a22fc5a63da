/** Compiles the firmware for the emulated Cortex-M7 with Debian's arm-none-eabi-g++, and keeps the image by its hash. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type BuildOptions, FirmwareBuildError } from './build.ts';
import { patchTree, type SourcePatch } from './source-patch.ts';
import { FIRMWARE_ROOT, gatherSources, type SourceTree } from './sources.ts';

const LINKER_SCRIPT = 'boards/qemu-m7/mps2-an500.ld';
const COMPILER = 'arm-none-eabi-g++';
/** No unaligned access is assumed of the part; loops stay loops, since memcpy itself is one of ours. */
const FLAGS = [
  '-std=gnu++20',
  '-Os',
  '-mcpu=cortex-m7',
  '-mthumb',
  '-ffreestanding',
  '-nostdlib',
  '-fno-exceptions',
  '-fno-rtti',
  '-fno-threadsafe-statics',
  '-fno-tree-loop-distribute-patterns',
  '-ffunction-sections',
  '-fdata-sections',
  '-Wall',
  '-Wextra',
  '-Werror',
  '-Wl,--gc-sections',
] as const;

/** What the DUT's half of the image may take: the smallest part that it is meant for. */
export const M7_LIMITS = { flashBytes: 256 * 1024, ramBytes: 128 * 1024 } as const;

/** The image and what it takes. */
export interface M7Build {
  /** Path of the ELF file, for an emulator or a debugger. */
  readonly elf: string;
  readonly buildHash: string;
  /** Code, constants and initial values. */
  readonly flashBytes: number;
  /** Data, the emulated flash and the stack of the DUT's half. The bench controller's memory is elsewhere. */
  readonly ramBytes: number;
  readonly fromCache: boolean;
}

/**
 * The image for `boards/qemu-m7`, the DUT and its bench controller; from the cache when nothing has changed. Needs
 * gcc-arm-none-eabi.
 * @param options.cacheDir folder for images, made when missing
 * @throws FirmwareBuildError
 */
export async function buildM7(options: BuildOptions): Promise<M7Build> {
  const script = readFileSync(join(FIRMWARE_ROOT, LINKER_SCRIPT), 'utf8');
  const patches = options.patches ?? [];
  const { tree, unit, hash } = gatherSources('qemu-m7', [
    ...FLAGS,
    await compilerVersion(),
    script,
    ...patches.map((patch: SourcePatch) => JSON.stringify(patch)),
  ]);
  for (const patch of patches) patchTree(tree, patch);
  const elf = join(options.cacheDir, `${hash}.m7.elf`);
  const fromCache = existsSync(elf);
  if (!fromCache) {
    mkdirSync(options.cacheDir, { recursive: true });
    const folder = mkdtempSync(join(options.cacheDir, `${hash}-`));
    try {
      lay(folder, { ...tree, 'unity.cc': unit, 'image.ld': script });
      const define = `-DUNDERSTUDY_BUILD_HASH="${hash}"`;
      await tool(COMPILER, [...FLAGS, define, '-I.', '-Timage.ld', 'unity.cc', '-lgcc', '-o', 'image.elf'], folder);
      // Renamed into place: another process never sees half an image.
      renameSync(join(folder, 'image.elf'), elf);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return { elf, buildHash: hash, fromCache, ...(await sizes(elf)) };
}

/** Writes a tree of sources below a folder. */
function lay(folder: string, tree: SourceTree): void {
  for (const [name, entry] of Object.entries(tree)) {
    const path = join(folder, name);
    if (typeof entry !== 'string') lay(path, entry);
    else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, entry);
    }
  }
}

/** Sections that take flash, RAM or both; the bench controller's own is not among them. */
const FLASH_SECTIONS = ['.text', '.ARM.exidx', '.data'];
const RAM_SECTIONS = ['.data', '.bss', '.noinit', '.stack'];

/** `size` in System V's format: a line a section, its name and its bytes first. */
async function sizes(elf: string): Promise<Pick<M7Build, 'flashBytes' | 'ramBytes'>> {
  const output = await tool('arm-none-eabi-size', ['-A', elf]);
  const bytes = new Map([...output.matchAll(/^(\.\S+)\s+(\d+)/gm)].map((line) => [line[1], Number(line[2])]));
  if (!bytes.has('.text') || !bytes.has('.bss'))
    throw new FirmwareBuildError(`expected sizes of ${elf}, seen ${output}`);
  const sum = (sections: readonly string[]): number => sections.reduce((all, name) => all + (bytes.get(name) ?? 0), 0);
  return { flashBytes: sum(FLASH_SECTIONS), ramBytes: sum(RAM_SECTIONS) };
}

async function compilerVersion(): Promise<string> {
  return (await tool(COMPILER, ['--version'])).split('\n')[0] ?? '';
}

async function tool(program: string, args: readonly string[], cwd?: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(program, args, { cwd, maxBuffer: 1 << 24 });
    return stdout;
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new FirmwareBuildError(stderr === undefined || stderr === '' ? message : stderr);
  }
}
