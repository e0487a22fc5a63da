/** `understudy room check` on the real room, and on copies of it that were broken on purpose. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { roomCheck } from '../src/commands/room-check.ts';
import { heard } from './heard.ts';
import { understudy } from './run-cli.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A copy of Clockwork with one text of one file replaced. */
function broken(file: string, text: string, by: string): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'understudy-room-')), 'clockwork');
  folders.push(folder);
  cpSync('rooms/clockwork', folder, { recursive: true, filter: (path) => !path.includes('scene') });
  const path = join(folder, file);
  const before = readFileSync(path, 'utf8');
  expect(before).toContain(text);
  writeFileSync(path, before.replace(text, by));
  return folder;
}

describe('understudy room check', () => {
  it('finds Clockwork clean and counts it', async () => {
    const { code, out } = await understudy('room', 'check', 'rooms/clockwork', '--json');
    expect(code).toBe(0);
    const found = JSON.parse(out) as { readonly nodes: number };
    expect(found).toMatchObject({ controllers: 35, devices: 253, problems: [] });
    expect(found.nodes).toBeGreaterThanOrEqual(150);
  });

  it.each([
    ['graph.yaml', 'start: opening', 'start: overture', /graph\.yaml:\d+:\d+ .*overture/],
    ['graph.yaml', 'kind: CHECKPOINT', 'kind: CHECKPINT', /graph\.yaml:\d+:\d+ .*CHECKPINT/],
    ['controllers/lever_boiler.yaml', 'driver: motor', 'driver: moter', /lever_boiler\.yaml:\d+:\d+ .*moter/],
    ['controllers/lever_boiler.yaml', 'timeoutMs: 8000', 'timeoutMs: -8000', /lever_boiler\.yaml:\d+:\d+ .*-8000/],
    ['physics/lever_boiler.yaml', 'model: travel', 'model: travle', /physics\/lever_boiler\.yaml:\d+:\d+ .*travle/],
    ['room.yaml', 'gameMs: 3600000', 'gameMs: soon', /room\.yaml:\d+:\d+ .*soon/],
    ['room.yaml', 'gameMs: 3600000', 'gameMs: [', /room\.yaml:\d+:\d+ YAML/],
    ['controllers/riddle.yaml', 'pins: { coil: 8 }', 'pins: { coil: 2 }', /riddle\.yaml:\d+:\d+ DUPLICATE_PIN/],
    ['controllers/riddle.yaml', 'timeoutMs: 11000', 'timeoutMs: 3000', /riddle\.yaml:\d+:\d+ IMPOSSIBLE_LIMIT/],
    ['controllers/riddle.yaml', ', minimum: 0, maximum: 255 }', ' }', /riddle\.yaml:\d+:\d+ PARAMETER_RANGE/],
  ])('%s with "%s" as "%s" is refused with its place', async (file, text, by, message) => {
    const folder = broken(file, text, by);
    // The command alone: the next test has the process around it.
    const check = await heard(() => roomCheck(folder, {}));
    expect(check.code).toBe(1);
    expect(check.err).toMatch(message);
  });

  it('a broken room ends the process with 1, and does not play', async () => {
    const folder = broken('graph.yaml', 'start: opening', 'start: overture');
    const check = await understudy('room', 'check', folder);
    expect(check.code).toBe(1);
    expect(check.err).toMatch(/graph\.yaml:\d+:\d+ .*overture/);
    const { code, err } = await understudy('play', folder, '--seed', '1');
    expect(code).toBe(2);
    expect(err).toMatch(/graph\.yaml:\d+:\d+ .*overture/);
  });

  it('names a folder that is not there', async () => {
    const { code, err } = await understudy('room', 'check', 'rooms/nowhere');
    expect(code).toBe(1);
    expect(err).toMatch(/nowhere.* FILE_UNREADABLE .*Expected a folder/);
    expect(err).not.toMatch(/room\.yaml/);
  });
});
