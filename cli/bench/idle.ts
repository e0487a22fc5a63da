/** The whole room at rest: what an hour of heartbeats costs, and one call into the firmware that finds nothing to do. */
import { compileTable, type Room } from '@understudy/contract';
import { developmentKey, firmwareSet } from '@understudy/scenarios';
import type { FirmwareModule } from '@understudy/sim-devices';
import { VirtualSession } from '@understudy/twin';
import { type ProfileSummary, profile } from './profile.ts';

const HOUR_US = 3_600_000_000;
/** Everyone has said hello and told their states. */
const SETTLED_US = 10_000_000;
const CALLS_A_SAMPLE = 1_000_000;
const CALL_SAMPLES = 20;

export interface IdleFigures {
  readonly controllers: number;
  /** Wall seconds of each idle hour: engine, network, every controller's firmware; no game started. */
  readonly hourWallSeconds: readonly number[];
  readonly medianSpeedup: number;
  readonly whereTheTimeGoes: ProfileSummary;
}

export interface CallFigures {
  /** The controller with the most units. */
  readonly controller: string;
  readonly units: number;
  readonly callsASample: number;
  /** ns of a call after something has happened at a pin: every unit is looked at. */
  readonly wakeNs: readonly number[];
  /** ns of a call for the clock alone. */
  readonly clockNs: readonly number[];
  readonly medianWakeNs: number;
  readonly medianClockNs: number;
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

/** `fw_run` of a booted controller at an instant at which nothing is due: after a change at a pin, and for the clock alone. */
export function measureCall(room: Room, module: FirmwareModule): CallFigures {
  const unitsOf = (controller: Room['controllers'][number]): number =>
    Object.values(controller.devices).reduce((sum, device) => sum + Object.keys(device.units).length, 0);
  const [largest] = [...room.controllers].sort((left, right) => unitsOf(right) - unitsOf(left));
  if (largest === undefined) throw new Error('expected a room with controllers, saw none');
  const run = bootAlone(module, compileTable(room.manifest, largest), developmentKey(1));
  const sample = (clockOnly: 0 | 1): readonly number[] =>
    Array.from({ length: CALL_SAMPLES }, () => {
      const startedAtMs = performance.now();
      for (let call = 0; call < CALLS_A_SAMPLE; call += 1) run(1, clockOnly);
      return ((performance.now() - startedAtMs) * 1e6) / CALLS_A_SAMPLE;
    });
  const wakeNs = sample(0);
  const clockNs = sample(1);
  return {
    controller: largest.controller,
    units: unitsOf(largest),
    callsASample: CALLS_A_SAMPLE,
    wakeNs,
    clockNs,
    medianWakeNs: median(wakeNs),
    medianClockNs: median(clockNs),
  };
}

/** Boots firmware on pins that always read 0 and stores that are empty; gives its `fw_run`. */
function bootAlone(
  module: FirmwareModule,
  table: Uint8Array,
  key: Uint8Array,
): (nowMs: number, clockOnly: number) => number {
  const compiled = module as WebAssembly.Module;
  const imports = WebAssembly.Module.imports(compiled).map(({ name }) => [name, () => 0] as const);
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
