import { readFileSync } from 'node:fs';
import type { RoomManifest } from '@understudy/contract';
import { FIRMWARE_ROOT } from '@understudy/firmware';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { readControllers } from '../conformance/room-files.ts';
import type { Platform } from '../station/types.ts';
import { planSession } from '../suite/plan.ts';
import type { PlannedTest, TestResult } from '../suite/types.ts';
import { plannedSuites } from './plan.ts';
import { installedUnits, outputPins, targetOf } from './target.ts';

const ROOM = `${FIRMWARE_ROOT}/../rooms/clockwork`;
const manifest = parse(readFileSync(`${ROOM}/room.yaml`, 'utf8')) as RoomManifest;
const targets = readControllers(ROOM).map(({ definition }) => targetOf(manifest, definition));

const testsOf = (controller: string): readonly PlannedTest[] => {
  const target = targets.find(({ definition }) => definition.controller === controller);
  if (target === undefined) throw new Error(`expected controller ${controller}, seen none`);
  return plannedSuites(target);
};
const notRun = (controller: string, platform: Platform): readonly TestResult[] =>
  planSession(testsOf(controller), { platform, fixtures: [] }, {}).notRun;

it('gives every test of every controller an id of its own, in the form that reports and globs take', () => {
  expect(targets.length).toBeGreaterThan(30);
  for (const target of targets) {
    const ids = plannedSuites(target, { groups: [] }).map(({ id, suite }) => [id, suite] as const);
    expect(new Set(ids.map(([id]) => id)).size, target.definition.controller).toBe(ids.length);
    for (const [id, suite] of ids) expect(id).toMatch(new RegExp(`^${suite}/[a-z0-9]+(-[a-z0-9]+)*$`));
  }
});

it('plans an output test for each switched load of a panel, and a limit test for each switch of a door', () => {
  const ids = testsOf('lab_rm_cage_a').map(({ id }) => id);
  for (const name of ['low', 'high', 'low2', 'high2']) {
    expect(ids).toContain(`safety/limit-door-one-motor-${name}`);
    expect(ids).toContain(`safety/dead-limit-door-two-motor-${name}`);
  }
  const panel = targets.find(({ definition }) => definition.controller === 'power_control_upper_right');
  const outputs = panel === undefined ? [] : installedUnits(panel).filter((unit) => outputPins(unit).length > 0);
  const planned = testsOf('power_control_upper_right').filter(({ id }) => id.startsWith('timing/output-'));
  expect(planned.length).toBe(outputs.length);
});

it('says why a board runs no case of conformance, and an emulator nothing that takes longer than it may', () => {
  const onBoard = notRun('vern', 'teensy41');
  expect(onBoard.length).toBeGreaterThan(100);
  expect(
    onBoard.every(
      ({ suite, status, code }) => suite === 'conformance' && status === 'filtered' && code === 'OTHER_PLATFORM',
    ),
  ).toBe(true);
  expect(onBoard[0]?.title).toContain('a DUT whose clock the host can step');
  expect(notRun('lab_rm_cage_a', 'qemu-m7').map(({ id }) => id)).toEqual(['safety/on-time-canister-charging-relay']);
  expect(notRun('lab_rm_cage_a', 'wasm')).toEqual([]);
});
