import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatProblem, loadRoom } from './load-room.ts';
import { readYaml } from './yaml-file.ts';

const CLOCKWORK = fileURLToPath(new URL('../../../../rooms/clockwork', import.meta.url));
const PARTS = [
  'room.yaml',
  'graph.yaml',
  'objectives.yaml',
  'rules.yaml',
  'ready.yaml',
  'controllers',
  'physics',
  'players',
];

describe('loadRoom', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'understudy-room-'));
    for (const part of PARTS) await cp(join(CLOCKWORK, part), join(folder, part), { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Replaces text in a file, which must be there. Returns the line (from 1) on which it stood. */
  async function edit(file: string, from: string, to: string): Promise<number> {
    const path = join(folder, file);
    const text = await readFile(path, 'utf8');
    const at = text.indexOf(from);
    if (at < 0) throw new Error(`${file} has no ${from}`);
    await writeFile(path, text.replace(from, to));
    return text.slice(0, at).split('\n').length;
  }
  const problems = async () => {
    const result = await loadRoom(folder);
    return result.ok ? [] : result.problems;
  };

  it('loads Clockwork, the same every time', async () => {
    const result = await loadRoom(folder);
    if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
    expect(result.room.controllers).toHaveLength(35);
    expect(result.room.controllers.map(({ controller }) => controller)).toEqual(
      result.room.controllers.map(({ controller }) => controller).sort(),
    );
    expect(Object.keys(result.room.players)).toContain('solver');
    expect(JSON.stringify(await loadRoom(folder))).toBe(JSON.stringify(result));
  }, 20_000);

  it('says on which line a name is wrong', async () => {
    const line = await edit('graph.yaml', 'device: main_lighting_boiler_lights', 'device: main_lighting_boiler_light');
    const [problem, ...rest] = await problems();
    // Misspelt where it was used alone, the device is unused as well.
    expect(rest.map(({ code }) => code)).toEqual(['UNUSED_DEVICE']);
    expect(problem).toMatchObject({ code: 'UNKNOWN_DEVICE', file: 'graph.yaml', line, column: 13 });
    expect(problem?.message).toContain('the nearest is main_lighting_boiler_lights');
    if (problem)
      expect(formatProblem(problem)).toMatch(/^graph\.yaml:\d+:13 UNKNOWN_DEVICE The room has no such device/);
  });

  it('says against which kind of node a member is wrong', async () => {
    const line = await edit(
      'graph.yaml',
      'fog_warms: { kind: DELAY, ms: 180000',
      'fog_warms: { kind: DELAY, mss: 180000',
    );
    expect(await problems()).toEqual([
      expect.objectContaining({ code: 'SCHEMA_MISSING', expected: 'a member "ms"', line }),
      expect.objectContaining({ code: 'SCHEMA_UNKNOWN', pointer: '/nodes/fog_warms/mss', line, column: 29 }),
    ]);
  });

  it('reports every file before it gives up', async () => {
    await edit('room.yaml', 'gameMs: 3600000', 'gameMs: soon');
    await edit('controllers/clock.yaml', 'heartbeatMs: 2000', 'heartbeatMs: 1500');
    const found = await problems();
    expect(found.map(({ file, code }) => `${file} ${code}`)).toEqual([
      'room.yaml SCHEMA_TYPE',
      'controllers/clock.yaml SCHEMA_VALUE',
    ]);
    expect(found[1]).toMatchObject({ expected: 'one of 1000, 2000', seen: '1500', line: 4, column: 14 });
  });

  it.each([
    ['a syntax error', 'zones:', 'zones: [', 'YAML_SYNTAX'],
    ['a key that stands twice', 'title: Clockwork', 'title: Clockwork\ntitle: Again', 'YAML_KEY_TWICE'],
    ['an unknown alias', 'title: Clockwork', 'title: *nobody', 'YAML_SYNTAX'],
  ])('finds %s', async (_, from, to, code) => {
    const line = await edit('room.yaml', from, to);
    const [problem] = await problems();
    expect(problem).toMatchObject({ code, file: 'room.yaml' });
    expect(problem?.line).toBeGreaterThanOrEqual(Math.min(line, 1));
  });

  it('points at the second of two keys', async () => {
    const line = await edit('room.yaml', 'title: Clockwork', 'title: Clockwork\ntitle: Again');
    expect((await problems())[0]).toMatchObject({ line: line + 1, column: 1, seen: 'title' });
  });

  it('names missing, unknown, misnamed and unreadable files', async () => {
    await rm(join(folder, 'rules.yaml'));
    await writeFile(join(folder, 'rulez.yaml'), '');
    await writeFile(join(folder, 'players', 'Solver.yml'), '');
    await writeFile(join(folder, 'objectives.yaml'), Buffer.from([0xff, 0xfe]));
    expect((await problems()).map(({ code, file }) => `${code} ${file}`).sort()).toEqual([
      'FILE_MISSING rules.yaml',
      'FILE_UNKNOWN players/Solver.yml',
      'FILE_UNKNOWN rulez.yaml',
      'FILE_UNREADABLE objectives.yaml',
    ]);
  });

  it('compares the name of a file with the id inside', async () => {
    await cp(join(folder, 'physics/clock.yaml'), join(folder, 'physics/clockk.yaml'));
    expect((await problems())[0]).toMatchObject({
      code: 'FILE_NAME',
      file: 'physics/clockk.yaml',
      seen: 'clock',
      line: 1,
    });
  });

  it('a folder that is not there is one problem of its own', async () => {
    const result = await loadRoom(join(folder, 'nowhere'));
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.problems[0]).toMatchObject({ code: 'FILE_UNREADABLE' });
  });
});

describe('readYaml', () => {
  it('finds values, keys, list items and what stands behind an alias', () => {
    const text = 'a: &x\n  b: [1,\n    {c: 2}]\nd: *x\n"e/~f": 3\n';
    const { locate, value } = readYaml('x.yaml', text);
    expect(value).toEqual({ a: { b: [1, { c: 2 }] }, d: { b: [1, { c: 2 }] }, 'e/~f': 3 });
    expect(locate('/a/b/1/c', false)).toEqual({ line: 3, column: 9 });
    expect(locate('/a/b/1/c', true)).toEqual({ line: 3, column: 6 });
    expect(locate('/d/b/0', false)).toEqual({ line: 2, column: 7 });
    expect(locate('/e~1~0f', false)).toEqual({ line: 5, column: 9 });
    expect(locate('/a/none/here', false)).toEqual({ line: 2, column: 3 });
  });

  it('refuses a file that grows without end', () => {
    const bomb = `a0: &a0 [x,x,x,x,x,x,x,x]\n${Array.from({ length: 9 }, (_, at) => `a${at + 1}: &a${at + 1} [${Array(8).fill(`*a${at}`).join()}]`).join('\n')}\n`;
    expect(readYaml('x.yaml', bomb).problems[0]).toMatchObject({ code: 'YAML_SYNTAX' });
  });
});
