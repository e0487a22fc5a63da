/** One scenario from power-on to its end: the plan happens, the room is put right, and the same file gives the same run. */
import type { Room } from '@understudy/contract';
import type { FirmwareModule } from '@understudy/sim-devices';
import { beforeAll, describe, expect, it } from 'vitest';
import { firmwareBytes, loadClockwork } from '../../twin/test/load-clockwork.ts';
import { runScenario, type Scenario } from '../src/index.ts';

let room: Room;
let firmware: FirmwareModule;

beforeAll(async () => {
  room = await loadClockwork();
  firmware = new WebAssembly.Module(new Uint8Array(await firmwareBytes()));
});

const pressed: Scenario = {
  schema: 'understudy.scenario/1',
  room: 'clockwork',
  seed: 7,
  plan: [
    { kind: 'player', atMs: 0, model: 'solver' },
    { kind: 'act', atMs: 120_000, plant: 'estop_lab', action: 'press' },
    { kind: 'act', atMs: 125_000, plant: 'estop_lab', action: 'release' },
  ],
  healAtMs: 140_000,
  endMs: 3_600_000,
};

describe('runScenario', () => {
  it('goes on with the game after an E-stop, once people have reset safety', () => {
    const report = runScenario(room, firmware, pressed);
    expect(report).toMatchObject({ verdict: 'passed', outcome: 'won', violations: [] });
    expect(runScenario(room, firmware, pressed)).toEqual(report);
  });
});
