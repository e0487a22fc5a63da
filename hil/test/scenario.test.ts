/** The examples of Clockwork on stations, and scenarios that must fail: each step can. */
import { readdirSync, readFileSync } from 'node:fs';
import { buildM7, buildWasmBench, FIRMWARE_ROOT } from '@understudy/firmware';
import { beforeAll, describe, expect, it } from 'vitest';
import { scenarioTest } from '../src/scenario/planned.ts';
import { openQemuStation } from '../src/station/qemu-station.ts';
import type { Station } from '../src/station/types.ts';
import { openWasmStation } from '../src/station/wasm-station.ts';
import { attemptTest } from '../src/suite/attempt.ts';
import type { TestResult } from '../src/suite/types.ts';
import { CLOCKWORK, readRoom } from './load-room.ts';

const cacheDir = `${FIRMWARE_ROOT}/../.cache/firmware`;
const room = readRoom();
const FOLDER = `${CLOCKWORK}/bench`;
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));
let module: WebAssembly.Module;
beforeAll(async () => {
  const { wasm } = await buildWasmBench({ cacheDir });
  module = new WebAssembly.Module(wasm as BufferSource);
  await buildM7({ cacheDir });
}, 300_000);

async function attempt(station: Station, file: string, text: string, controller?: string): Promise<TestResult> {
  try {
    const source = { file, text, ...(controller !== undefined && { controller }) };
    return (await attemptTest(scenarioTest(room, source), station)).result;
  } finally {
    await station.close();
  }
}
const example = (file: string): string => readFileSync(`${FOLDER}/${file}`, 'utf8');
const onWasm = async (steps: string, controller: string): Promise<TestResult> =>
  attempt(await openWasmStation(module), 's.yaml', `version: 1\nname: n\nsteps:\n${steps}`, controller);

describe('the examples of Clockwork', () => {
  it.each(files)('%s passes in WebAssembly, twice with the same edges', async (file) => {
    const [one, other] = [
      await attempt(await openWasmStation(module), file, example(file)),
      await attempt(await openWasmStation(module), file, example(file)),
    ];
    expect(one).toMatchObject({ status: 'passed' });
    expect(one.trace?.edges.length).toBeGreaterThan(0);
    expect(other.trace?.edges).toEqual(one.trace?.edges);
  });

  it.concurrent.each(files)('%s passes on the emulated Cortex-M7', async (file) => {
    // Each waits for its guest's clock most of the time.
    const { elf } = await buildM7({ cacheDir });
    expect(await attempt(await openQemuStation({ elf, lines: 'pieces' }), file, example(file))).toMatchObject({
      status: 'passed',
    });
  });
});

describe('a step fails when it does not hold', () => {
  it.each([
    ['expect-pin', 'WRONG_LEVEL', '  - expect-pin: { part-id: laser_light, pin: relay, value: 1 }\n'],
    ['wait-pin', 'NO_EDGE', '  - wait-pin: { part-id: laser_light, pin: relay, value: 1, timeout: 1s }\n'],
    ['wait-edge', 'NO_EDGE', '  - wait-edge: { part-id: laser_light, pin: relay, timeout: 1s }\n'],
    ['wait-serial', 'NO_MESSAGE', '  - wait-serial: { text: nobody says this, timeout: 1s }\n'],
    [
      'expect-message',
      'NO_MESSAGE',
      '  - expect-message: { device: laser_light, where: { state: { on: true } }, timeout: 1s }\n',
    ],
    ['command', 'WRONG_STATUS', '  - command: { device: laser_light, op: "on", status: FAILED, timeout: 1s }\n'],
    [
      'expect-blink',
      'NO_BLINK',
      '  - expect-blink: { part-id: laser_light, pin: relay, period: 100ms, timeout: 1s }\n',
    ],
    [
      'expect-safe-state',
      'NOT_SAFE',
      '  - command: { device: laser_light, op: "on" }\n  - expect-safe-state: { within: 100ms }\n',
    ],
    [
      'expect-latency without an answer',
      'NO_ANSWER',
      `  - set-control: { part-id: exit_door_actuator, control: proximity, value: 0 }
  - expect-latency: { from: { part-id: exit_door_actuator, pin: proximity }, to: { part-id: laser_light, pin: relay }, max: 1s }
`,
    ],
    [
      'expect-latency beyond its limit',
      'OUT_OF_LIMITS',
      `  - set-control: { part-id: exit_door_actuator, control: proximity, value: 0 }
  - expect-message: { device: exit_door_actuator, topic: state, where: { state: { closed: true } } }
  - expect-latency: { from: { part-id: exit_door_actuator, pin: proximity }, to: { device: exit_door_actuator, where: { state: { closed: true } } }, p99: 49ms }
`,
    ],
  ])('%s: %s', async (_step, code, steps) => {
    const result = await onWasm(steps, 'clock');
    expect([result.status, result.code]).toEqual(['failed', code]);
  });

  it('is invalid where its fault never fired', async () => {
    const result = await onWasm('  - fault: { part-id: laser_light, pin: relay, fault: open }\n', 'clock');
    expect([result.status, result.code]).toEqual(['invalid', 'FAULT_NOT_FIRED']);
  });
});

describe('what a scenario can do', () => {
  it('counts blinks, cuts power, keeps the engine silent', async () => {
    const blink = `  - repeat:
      times: 4
      steps:
        - command: { device: blacklight, op: "on", status: SENT }
        - delay: 99ms
        - command: { device: blacklight, op: "off", status: SENT }
        - delay: 99ms
  - command: { device: laser_light, op: "on" }
  - fault: { fault: power, for: 200ms }
  - expect-pin: { part-id: laser_light, pin: relay, value: 0 }
  - expect-message: { topic: hello, where: { boot_count: 2 } }
  - command: { device: laser_light, op: "on" }
  - fault: { fault: engine-silence, for: 13s }
  - expect-pin: { part-id: laser_light, pin: relay, value: 0 }
`;
    const result = await onWasm(blink, 'clock');
    expect(result).toMatchObject({ status: 'passed' });
    expect(result.faults.map(({ fault }) => fault)).toEqual(['power', 'engine-silence']);
  });

  it('heals a wire by itself when its time is over', async () => {
    const steps = `  - fault: { part-id: exit_door_actuator, pin: proximity, fault: short, for: 300ms }
  - expect-message: { device: exit_door_actuator, topic: state, where: { state: { closed: true } } }
  - expect-message: { device: exit_door_actuator, topic: state, where: { state: { closed: false } } }
`;
    expect(await onWasm(steps, 'clock')).toMatchObject({ status: 'passed' });
  });
});
