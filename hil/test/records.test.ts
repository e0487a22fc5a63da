/** A scenario of the whole room's twin, replayed to one controller on a bench: they agree, and a defect is told and made small. */
import { buildFirmware, buildWasmBench, FIRMWARE_ROOT } from '@understudy/firmware';
import { SCENARIO_SCHEMA, type Scenario } from '@understudy/scenarios';
import { beforeAll, describe, expect, it } from 'vitest';
import { divergenceOf } from '../src/compare/divergence.ts';
import { eventsOf } from '../src/compare/events.ts';
import { openWasmStation } from '../src/station/wasm-station.ts';
import { attemptTest } from '../src/suite/attempt.ts';
import { prepareRecord, recordController, recordTest, replayRecord, shrinkOnBench } from '../src/suites/records.ts';
import { readRoom } from './load-room.ts';

const cacheDir = `${FIRMWARE_ROOT}/../.cache/firmware`;
const room = readRoom();
const scenario: Scenario = {
  schema: SCENARIO_SCHEMA,
  room: 'clockwork',
  seed: 5,
  plan: [
    { kind: 'act', atMs: 5000, plant: 'socket_2', action: 'plug', value: 700 },
    { kind: 'act', atMs: 6000, plant: 'socket_3', action: 'plug', value: 300 },
    { kind: 'act', atMs: 7000, plant: 'socket_2', action: 'plug', value: 0 },
    { kind: 'operator', atMs: 8000, by: 'ann', request: { action: 'ESTOP' } },
  ],
  endMs: 16_000,
};
let firmware: WebAssembly.Module;
let sound: WebAssembly.Module;
beforeAll(async () => {
  const compiled = async (wasm: Uint8Array) => new WebAssembly.Module(wasm as BufferSource);
  firmware = await compiled((await buildFirmware({ cacheDir })).wasm);
  sound = await compiled((await buildWasmBench({ cacheDir })).wasm);
}, 600_000);

describe('a scenario record on a bench', () => {
  it.each(['syringe', 'clock'])('%s does what its twin does', async (controller) => {
    const station = await openWasmStation(sound);
    const test = recordTest({ room, firmware, controller, name: 'levers', scenario });
    const { result } = await attemptTest(test, station);
    expect([result.status, result.message]).toEqual(['passed', undefined]);
    expect(result.trace?.messages.length).toBeGreaterThan(20);
    await station.close();
  });

  it('tells a defect, and what of the scenario it takes', async () => {
    const controller = 'clock';
    const prepared = prepareRecord({ room, firmware, controller });
    // As a DUT that reads one socket a count too high would answer.
    const compare = async (candidate: Scenario) => {
      const station = await openWasmStation(sound);
      const record = recordController(prepared, candidate, controller);
      const bench = await replayRecord(station, record);
      await station.close();
      const wrong = { ...bench, messages: bench.messages.map(tooHigh) };
      return {
        record,
        divergence: divergenceOf(eventsOf(record.trace, record.wires), eventsOf(wrong, record.wires)),
      };
    };
    const first = (await compare(scenario)).divergence;
    expect(first).toMatchObject({ stream: 'clock_operator_resistors/state', why: 'event' });
    const shrunk = await shrinkOnBench(
      scenario,
      async (candidate) => {
        const { divergence, record } = await compare(candidate);
        if (divergence?.stream !== first?.stream || divergence?.why !== first?.why) return undefined;
        return { atMs: Math.ceil((divergence?.one?.atUs ?? 0) / 1000), acts: record.report.acts };
      },
      { runs: 30 },
    );
    expect(shrunk?.scenario.plan).toMatchObject([{ kind: 'act', plant: 'socket_2' }]);
    expect(shrunk?.scenario.endMs).toBeLessThan(scenario.endMs);
  });
});

function tooHigh<T extends { readonly payload: string }>(message: T): T {
  const payload = message.payload.replace(/"socket_2":([1-9]\d*)/, (_, raw: string) => `"socket_2":${Number(raw) + 1}`);
  return { ...message, payload };
}
