import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { formatProblem, loadRoom } from './load-room.ts';

const CLOCKWORK = fileURLToPath(new URL('../../../../rooms/clockwork', import.meta.url));
const LINEAR = { pins: {}, params: { travelMs: { min: 0, max: 600_000 } }, actions: {}, truth: {} };
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-calibration-'));
  await cp(CLOCKWORK, folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const measured = (plant: string, parameter: string, value: number): string =>
  `measured:\n  - { plant: ${plant}, parameter: ${parameter}, value: ${value}, interval: [1, 2], n: 5, serial: S1, date: 2026-11-21 }\n`;

it('lies over the physics, and says where it does not fit', async () => {
  const write = (text: string): Promise<void> => writeFile(join(folder, 'calibration.yaml'), text);
  const params = async () => {
    const loaded = await loadRoom(folder);
    if (!loaded.ok) return loaded.problems.map(formatProblem);
    return loaded.room.physics.find(({ controller }) => controller === 'clock')?.plants.exit_door_bolt?.params;
  };
  expect(await params()).toEqual({ travelMs: 4000, start: 1, springReturnMs: 60 });
  await write(measured('exit_door_bolt', 'travelMs', 5012.5));
  expect(await params()).toEqual({ travelMs: 5012.5, start: 1, springReturnMs: 60 });
  await write(measured('exit_dor_bolt', 'travelMs', 5012.5));
  expect(await params()).toEqual([expect.stringContaining('calibration.yaml:2:14 UNKNOWN_PLANT')]);
  await write('measured: [{ plants: x }]\n');
  expect(await params()).toContainEqual(expect.stringContaining('calibration.yaml:1:14 SCHEMA_UNKNOWN'));
  await write(measured('exit_door_bolt', 'travelMss', 1));
  const models = { plants: { linear: LINEAR }, circuits: { estop_button: LINEAR, egress_button: LINEAR } };
  const loaded = await loadRoom(folder, models);
  const told = loaded.ok ? [] : loaded.problems.map(formatProblem);
  expect(told.filter((line) => line.startsWith('calibration'))).toEqual([
    expect.stringContaining('calibration.yaml:2:30 UNKNOWN_PARAM'),
  ]);
}, 60_000);
