/** Compiles the firmware for this machine: the native host of the conformance suite, and the fuzz targets. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { FirmwareBuildError } from './build.ts';
import { patchTree, put, type SourcePatch } from './source-patch.ts';
import { FIRMWARE_ROOT, gatherSources, type SourceTree } from './sources.ts';

const COMMON = ['-std=c++20', '-Wall', '-Wextra', '-Werror', '-fno-exceptions', '-fno-rtti'] as const;
/** A finding ends the program: a run that went on would hide it. */
const SANITIZED = ['-O1', '-g', '-fsanitize=address,undefined', '-fno-sanitize-recover=all'] as const;
const HOST_MAIN = 'boards/native/main.cc';

/** Names of the fuzz targets; each is `firmware/fuzz/<name>.cc`. */
export const FUZZ_TARGETS = ['json', 'command', 'table', 'link'] as const;
export type FuzzTarget = (typeof FUZZ_TARGETS)[number];

export interface NativeBuildOptions {
  /** Folder for programs, made when missing; `.cache/firmware` of the repository in normal use. */
  readonly cacheDir: string;
  /** AddressSanitizer and UBSan; without them the build is as quick as can be. Default true. */
  readonly sanitizers?: boolean;
  /** Changes to the sources before they are compiled; for planted defects. */
  readonly patches?: readonly SourcePatch[];
}

/**
 * The native host (`firmware/boards/native`), compiled by g++; from the cache when nothing has changed.
 * @returns path of the program
 * @throws FirmwareBuildError
 */
export function buildNativeHost(options: NativeBuildOptions): Promise<string> {
  const flags = [...COMMON, ...(options.sanitizers === false ? ['-O0'] : SANITIZED)];
  const { tree, unit } = gatherSources('native', flags);
  for (const patch of options.patches ?? []) patchTree(tree, patch);
  return build({ compiler: 'g++', flags, tree, unit, cacheDir: options.cacheDir });
}

export interface FuzzBuildOptions extends Pick<NativeBuildOptions, 'cacheDir' | 'patches'> {
  /** Flash tables of real controllers, which the command target boots. */
  readonly tables: readonly Uint8Array[];
}

/**
 * A fuzz target with libFuzzer, AddressSanitizer and UBSan, compiled by clang; from the cache when nothing has changed.
 * @returns path of the program
 * @throws FirmwareBuildError
 */
export function buildFuzzTarget(target: FuzzTarget, options: FuzzBuildOptions): Promise<string> {
  const flags = [...COMMON, '-O1', '-g', '-fsanitize=fuzzer,address,undefined', '-fno-sanitize-recover=all'];
  const { tree, unit } = gatherSources('native', flags);
  const files = [...unit.matchAll(/"(.*)"/g)].map((match) => match[1] ?? '').filter((file) => file !== HOST_MAIN);
  if (target === 'link') files.push(...takeFolder(tree, 'link'));
  takeFolder(tree, 'fuzz', ['fuzz.h', 'controller.h', `${target}.cc`]);
  if (target === 'command') put(tree, 'fuzz/tables.h', tablesHeader(options.tables));
  for (const patch of options.patches ?? []) patchTree(tree, patch);
  const includes = [...files, `fuzz/${target}.cc`].map((file) => `#include "${file}"\n`).join('');
  return build({ compiler: 'clang++-14', flags, tree, unit: includes, cacheDir: options.cacheDir });
}

/** Puts a folder's sources, or some of them, into the tree; its `.cc` files. */
function takeFolder(tree: SourceTree, folder: string, only?: readonly string[]): string[] {
  const names = readdirSync(`${FIRMWARE_ROOT}/${folder}`)
    .filter((name) => only?.includes(name) ?? /\.(h|cc)$/.test(name))
    .sort();
  for (const name of names) put(tree, `${folder}/${name}`, readFileSync(`${FIRMWARE_ROOT}/${folder}/${name}`, 'utf8'));
  return names.filter((name) => name.endsWith('.cc')).map((name) => `${folder}/${name}`);
}

function tablesHeader(tables: readonly Uint8Array[]): string {
  const arrays = tables.map((table, index) => `inline constexpr u8 T${index}[] = {${table.join(',')}};`);
  const entries = tables.map((table, index) => `{T${index}, ${table.length}}`);
  return `#pragma once
#include "core/types.h"
namespace fuzz {
struct Table { const u8* bytes; u32 len; };
${arrays.join('\n')}
inline constexpr Table TABLES[] = {${entries.join(', ')}};
inline constexpr u32 TABLE_COUNT = ${tables.length};
}
`;
}

interface Recipe {
  readonly compiler: string;
  readonly flags: readonly string[];
  readonly tree: SourceTree;
  readonly unit: string;
  readonly cacheDir: string;
}

async function build(recipe: Recipe): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(recipe)).digest('hex').slice(0, 16);
  const program = join(recipe.cacheDir, `${hash}.native`);
  if (existsSync(program)) return program;
  mkdirSync(recipe.cacheDir, { recursive: true });
  const folder = mkdtempSync(join(recipe.cacheDir, `${hash}-`));
  try {
    lay(folder, recipe.tree);
    writeFileSync(join(folder, 'unity.cc'), recipe.unit);
    const define = `-DUNDERSTUDY_BUILD_HASH="${hash}"`;
    await promisify(execFile)(recipe.compiler, [...recipe.flags, define, '-I.', 'unity.cc', '-o', 'program'], {
      cwd: folder,
    });
    // Renamed when whole: another process never runs half a program.
    renameSync(join(folder, 'program'), program);
    return program;
  } catch (error) {
    throw new FirmwareBuildError(error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function lay(folder: string, tree: SourceTree): void {
  for (const [name, entry] of Object.entries(tree)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    if (typeof entry === 'string') writeFileSync(path, entry);
    else lay(path, entry);
  }
}
