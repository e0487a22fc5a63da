/** The whole room at rest: what an hour of heartbeats costs, and one call into the firmware that finds nothing to do. */
import { compileTable, type Room } from '@understudy/contract';
import { developmentKey, firmwareSet } from '@understudy/scenarios';
import type { FirmwareModule } from '@understudy/sim-devices';
import { VirtualSession } from '@understudy/twin';
import { type ProfileSummary, profile } from './profile.ts';

const HOUR_US = 3_600_000_000;
/** Everyone has said hello and told their states. */
const SETTLED_US = 10_000_000;
const CALLS_A_SAMPLE = 200_000;
const CALL_SAMPLES = 9;

export interface IdleFigures {
  readonly controllers: number;
  /** Wall seconds of each idle hour: engine, network, every controller's firmware; no game started. */
  readonly hourWallSeconds: readonly number[];
  readonly medianSpeedup: number;
  readonly whereTheTimeGoes: ProfileSummary;
}

interface ControllerCall {
  readonly controller: string;
  readonly units: number;
  /** ns of a call for the clock alone: what virtual time makes of most calls. */
  readonly clockNs: readonly number[];
  /** ns of a call after something has happened at a pin: every watched pin is read through the HAL. */
  readonly wakeNs: readonly number[];
}

export interface CallFigures {
  readonly callsASample: number;
  /** Medians over the samples of all controllers, and of the slowest one. */
  readonly medianClockNs: number;
  readonly medianWakeNs: number;
  readonly slowestClockNs: number;
  readonly slowestWakeNs: number;
  readonly controllers: readonly ControllerCall[];
}

/** Hours of heartbeats with nobody in the room and no game. */
export async function measureIdle(room: Room, module: FirmwareModule, hours: number): Promise<IdleFigures> {
  const session = new VirtualSession(room, firmwareSet(room, module, 1), { seed: 1, autoStart: false });
  session.advance(SETTLED_US);
  session.advance(HOUR_US);
  const hourWallSeconds = Array.from({ length: hours }, () => {
    const startedAtMs = performance.now();
    session.advance(HOUR_US);
    return (performance.now() - startedAtMs) / 1000;
  });
  const whereTheTimeGoes = await profile(() => session.advance(hours * HOUR_US));
  return {
    controllers: room.controllers.length,
    hourWallSeconds,
    medianSpeedup: 3600 / median(hourWallSeconds),
    whereTheTimeGoes,
  };
}

/** `fw_run` of every controller, booted, at an instant at which nothing is due. */
export function measureCall(room: Room, module: FirmwareModule): CallFigures {
  const controllers = room.controllers.map((controller): ControllerCall => {
    const run = bootAlone(module, compileTable(room.manifest, controller), developmentKey(1));
    const units = Object.values(controller.devices).reduce((sum, device) => sum + Object.keys(device.units).length, 0);
    return { controller: controller.controller, units, clockNs: sample(run, 1), wakeNs: sample(run, 0) };
  });
  const clock = controllers.map(({ clockNs }) => median(clockNs));
  const wake = controllers.map(({ wakeNs }) => median(wakeNs));
  return {
    callsASample: CALLS_A_SAMPLE,
    medianClockNs: median(clock),
    medianWakeNs: median(wake),
    slowestClockNs: Math.max(...clock),
    slowestWakeNs: Math.max(...wake),
    controllers,
  };
}

function sample(run: (nowMs: number, clockOnly: number) => number, clockOnly: 0 | 1): readonly number[] {
  return Array.from({ length: CALL_SAMPLES }, () => {
    const startedAtMs = performance.now();
    for (let call = 0; call < CALLS_A_SAMPLE; call += 1) run(1, clockOnly);
    return ((performance.now() - startedAtMs) * 1e6) / CALLS_A_SAMPLE;
  });
}

/** Boots firmware on pins that always read 0, serial lines that are silent and stores that are empty; gives its `fw_run`. */
function bootAlone(
  module: FirmwareModule,
  table: Uint8Array,
  key: Uint8Array,
): (nowMs: number, clockOnly: number) => number {
  const compiled = module as WebAssembly.Module;
  const imports = WebAssembly.Module.imports(compiled).map(({ name }) => [
    name,
    name === 'receive' ? () => -1 : () => 0,
  ]);
  const { exports } = new WebAssembly.Instance(compiled, { hal: Object.fromEntries(imports) });
  const { memory, fw_in, fw_boot, fw_run } = exports as unknown as {
    memory: WebAssembly.Memory;
    fw_in: () => number;
    fw_boot: (tableBytes: number, keyBytes: number, reason: number, nowMs: number) => number;
    fw_run: (nowMs: number, clockOnly: number) => number;
  };
  new Uint8Array(memory.buffer, fw_in()).set([...table, ...key]);
  fw_boot(table.length, key.length, 0, 0);
  return fw_run;
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}
