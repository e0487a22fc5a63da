/** The program in the cache: made of its sources as they are now, shared by processes, and readable where it falls. */
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

interface Setting {
  readonly root: string;
  readonly cache: string;
  readonly entries: Readonly<Record<string, string>>;
  readonly beside: () => readonly string[];
}
interface Program {
  program(setting: Setting): Promise<string>;
}
interface Stack {
  sourcesInStack(stack: string, folder: string): string;
}
/** Plain JavaScript, as Node runs it before it can read anything else. */
const bin = (name: string): Promise<unknown> => import(new URL(`../bin/${name}`, import.meta.url).href);
const { program } = (await bin('program.mjs')) as Program;
const { sourcesInStack } = (await bin('sources-in-stack.mjs')) as Stack;

let root: string;
let setting: Setting;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'understudy-program-')));
  setting = { root, cache: join(root, 'cache'), entries: { main: 'main.ts' }, beside: () => ['beside.json'] };
  mkdirSync(join(root, 'parts'));
  write('main.ts', "import { part } from './parts/part.ts';\nexport const told: string = part();\n");
  write('parts/part.ts', "export function part(): string {\n  return 'one '.concat(import.meta.url);\n}\n");
  write('beside.json', '{}');
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (name: string, text: string): void => writeFileSync(join(root, name), text);
const told = async (): Promise<string> => {
  const path = join(await program(setting), 'main.mjs');
  return ((await import(pathToFileURL(path).href)) as { readonly told: string }).told;
};
const programs = (): string[] => readdirSync(setting.cache).filter((name) => name !== 'current.json');

it('is made once, and its sources keep their addresses', async () => {
  const folder = await program(setting);
  expect(await told()).toBe(`one ${pathToFileURL(join(root, 'parts/part.ts')).href}`);
  // What is there is taken as it is: nothing is read but the stamps.
  writeFileSync(join(folder, 'mark'), '');
  expect(readdirSync(await program(setting))).toContain('mark');
});

it('is made anew when a source changes, though its length and its time of writing are the same', async () => {
  const path = join(root, 'parts/part.ts');
  const time = new Date('2026-01-01');
  utimesSync(path, time, time);
  expect(await told()).toMatch(/^one /);
  write('parts/part.ts', readFileSync(path, 'utf8').replace('one', 'two'));
  utimesSync(path, time, time);
  expect(await told()).toMatch(/^two /);
});

it('is made anew when what stands beside its sources changes, comes or goes, and when it was moved', async () => {
  const record = join(setting.cache, 'current.json');
  const isNew = async (): Promise<boolean> => {
    const before = readFileSync(record, 'utf8');
    await program(setting);
    return readFileSync(record, 'utf8') !== before;
  };
  await program(setting);
  expect(await isNew()).toBe(false);
  write('beside.json', '{ }');
  expect(await isNew()).toBe(true);
  rmSync(join(root, 'beside.json'));
  expect(await isNew()).toBe(true);
  writeFileSync(record, readFileSync(record, 'utf8').replace(root, '/elsewhere'));
  expect(await isNew()).toBe(true);
});

it('is made anew when it is gone, or its record is damaged', async () => {
  const folder = await program(setting);
  rmSync(folder, { recursive: true });
  expect(await told()).toMatch(/^one /);
  writeFileSync(join(setting.cache, 'current.json'), '{');
  expect(await told()).toMatch(/^one /);
});

it('is one for all who make it at once, and old ones make way', async () => {
  const folders = await Promise.all([program(setting), program(setting), program(setting)]);
  expect(new Set(folders).size).toBe(1);
  expect(programs()).toHaveLength(1);
  for (let at = 0; at < 12; at += 1) mkdirSync(join(setting.cache, `old${at}`));
  write('parts/part.ts', "export const part = (): string => 'three';\n");
  expect(await told()).toBe('three');
  expect(programs()).toHaveLength(8);
});

it('is refused where sources are broken or the cache is no folder: they are then run as they are', async () => {
  write('parts/part.ts', 'export const = 1;');
  await expect(program(setting)).rejects.toThrow();
  write('parts/part.ts', "export const part = (): string => 'four';\n");
  await expect(program({ ...setting, cache: join(root, 'beside.json') })).rejects.toThrow();
  expect(await told()).toBe('four');
});

it('tells where it fell by the line of the source', async () => {
  write(
    'parts/part.ts',
    "interface Gone {\n  readonly a: number;\n}\nexport function part(): never {\n  throw new Error('fell');\n}\nexport type { Gone };\n",
  );
  const folder = await program(setting);
  const { stderr } = spawnSync(process.execPath, [join(folder, 'main.mjs')], { encoding: 'utf8' });
  const stack = sourcesInStack(stderr, folder);
  expect(stack).toContain(`${join(root, 'parts/part.ts')}:5:`);
  expect(stack).toContain(`${join(root, 'main.ts')}:2:`);
  expect(sourcesInStack('at x (other.mjs:1:2)', folder)).toBe('at x (other.mjs:1:2)');
});
