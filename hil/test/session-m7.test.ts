/**
 * Whole sessions on the emulated Cortex-M7, through real ptys and serialport: six controllers of Clockwork with thirteen drivers
 * between them. An emulator mostly waits: four at a time.
 *
 * Of the conformance suite each runs the cases of its own controller, the contract's hash, and those of idempotency: what
 * firmware and link must do together, on the controller as it is. The whole suite has its own test, on all platforms.
 */
import { readFileSync } from 'node:fs';
import type { ControllerDefinition, RoomManifest } from '@understudy/contract';
import { buildM7, FIRMWARE_ROOT } from '@understudy/firmware';
import { beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { openQemuStation } from '../src/station/qemu-station.ts';
import { runSession } from '../src/suite/runner.ts';
import type { SessionReport } from '../src/suite/types.ts';
import { plannedSuites } from '../src/suites/plan.ts';
import { targetOf } from '../src/suites/target.ts';

const ROOM = `${FIRMWARE_ROOT}/../rooms/clockwork`;
/** Motor and locks, rotor and solenoid, dimmers, actuator and readers, encoder and selector, servo. The longest first. */
const CONTROLLERS = ['lever_boiler', 'lever_fan_safe', 'kraken', 'main_lighting', 'chemical', 'maks_servo'] as const;
const AT_A_TIME = 4;
/** An emulator's time is ours: the engine's silence is tested with a limit of 2 s in the table, in place of 12 s. */
const SILENCE_MS = 2000;
/** Of this machine, whatever else runs on it. */
const PATIENCE_MS = 900_000;

const reports = new Map<string, SessionReport>();

function planned(controller: string) {
  const read = (path: string): unknown => parse(readFileSync(`${ROOM}/${path}`, 'utf8'));
  const definition = read(`controllers/${controller}.yaml`) as ControllerDefinition;
  const target = targetOf(read('room.yaml') as RoomManifest, definition, { silenceMs: SILENCE_MS });
  return plannedSuites(target, { groups: ['idempotency'] });
}

beforeAll(async () => {
  const { elf } = await buildM7({ cacheDir: `${FIRMWARE_ROOT}/../.cache/firmware` });
  const waiting: string[] = [...CONTROLLERS];
  const bench = async (name: string): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const controller = next;
      const report = await runSession({
        platform: 'qemu-m7',
        serial: `emulated-${controller}`,
        controller,
        room: 'clockwork',
        bench: name,
        fixtures: [],
        tests: planned(controller),
        open: () => openQemuStation({ elf }),
      });
      reports.set(controller, report);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, (_, index) => bench(`bench-${index + 1}`)));
}, PATIENCE_MS);

it.each(CONTROLLERS)('%s: everything that is planned passes, and nothing vanishes', (controller) => {
  const report = reports.get(controller);
  const results = report?.results ?? [];
  expect(report?.infrastructure).toBeUndefined();
  const others = results.filter(({ status }) => status !== 'passed' && status !== 'filtered');
  expect(others.map(({ id, code, message }) => `${id} ${code}: ${message}`)).toEqual([]);
  expect(results.map(({ id }) => id).sort()).toEqual(
    planned(controller)
      .map(({ id }) => id)
      .sort(),
  );
  for (const suite of ['timing', 'safety', 'conformance'] as const) {
    expect(
      results.some((result) => result.suite === suite && result.status === 'passed'),
      suite,
    ).toBe(true);
  }
});

it('leaves evidence: measurements with limits, edges with names, and faults that fired', () => {
  const results = [...reports.values()].flatMap((report) => report.results);
  const measured = results.flatMap(({ measurements }) => measurements);
  expect(measured.length).toBeGreaterThan(60);
  expect(measured.every(({ low, high }) => low !== undefined || high !== undefined)).toBe(true);
  const faults = results.flatMap((result) => result.faults);
  expect(faults.length).toBeGreaterThan(0);
  expect(faults.every(({ fired }) => fired > 0)).toBe(true);
  const edges = results.flatMap(({ trace }) => trace?.edges ?? []);
  expect(edges.some(({ signal }) => signal === 'newell_post.motor.step')).toBe(true);
  const estop = results.filter(({ id }) => id === 'safety/estop');
  expect(estop.length).toBe(CONTROLLERS.length);
});
