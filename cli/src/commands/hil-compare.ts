/** `understudy hil compare`: one scenario on the twin and on a bench, and where they first part. */
import { readFileSync } from 'node:fs';
import type { Room } from '@understudy/contract';
import {
  type BenchScenario,
  compareStations,
  lockBoards,
  openWasmStation,
  type Platform,
  plannedScenario,
  readBenchScenario,
  type Station,
  type Tolerances,
} from '@understudy/hil';
import { EXIT, Failure } from '../failure.ts';
import type { Bench } from '../hil/bench.ts';
import { coded } from '../hil/coded.ts';
import { devicesOf, leavesToDevices, openedWith } from '../hil/devices.ts';
import { benchHome } from '../hil/home.ts';
import { createImages, type Images } from '../hil/images.ts';
import { inTime } from '../hil/in-time.ts';
import { oneBench } from '../hil/one-bench.ts';
import { type ComparedBench, comparisonJson, comparisonText, isSame } from '../hil/show-comparison.ts';
import { createProgress } from '../output/progress.ts';
import { roomFolder } from '../paths.ts';
import { openRoom } from '../room/open.ts';

export interface HilCompareOptions {
  readonly platform: Platform;
  readonly hardwareMap?: string;
  readonly bench?: string;
  /** `real`, or a room whose plants are behind an emulated bench; default: none, and the scenario plays them. */
  readonly devices?: string;
  /** In place of the scenario's own. */
  readonly controller?: string;
  /** Of times, in ms. */
  readonly tolerance: number;
  /** Of step generators at rest. */
  readonly steps: number;
  /** Of the whole, in s of this machine; default: what the scenario may need. */
  readonly timeout?: number;
  readonly json?: boolean;
}

/** @throws Failure NO_BENCH_SCENARIO, NO_SUCH_BENCH, WHICH_BENCH, NO_MAP, BAD_DEVICES, DEVICE_DRIVES, TEST_TIMED_OUT; codes of the bench */
export function hilCompare(name: string, file: string, options: HilCompareOptions): Promise<number> {
  return coded(async () => {
    const { json = false } = options;
    // A line a step is too much where lines are kept.
    const progress = createProgress(json || process.stderr.isTTY !== true);
    const home = benchHome();
    const room = await openRoom(roomFolder(name));
    const scenario = readScenario(room, file, options.controller);
    const { controller } = scenario.definition;
    const images = createImages(progress);
    const bench = oneBench({ ...options, room, controller }, images, home);
    const sides = await sidesOf(options, { room, scenario, bench, images });
    const tolerances: Tolerances = { timeUs: options.tolerance * 1000, steps: options.steps };
    const lock = lockBoards(home.locks, bench.locks);
    try {
      const at = { one: 0, other: 0 };
      const onStep = (side: 'one' | 'other', _step: unknown, index: number): void => {
        at[side] = index;
        const where = `step ${at.one} on the twin, ${at.other} on ${bench.name}`;
        progress.update(`${scenario.name}: ${where}, of ${scenario.steps.length}`);
      };
      const devices = options.devices !== undefined;
      const comparison = await inTime({
        what: `the comparison of ${scenario.name}`,
        timeoutMs: options.timeout === undefined ? plannedScenario(room, scenario).timeoutMs : options.timeout * 1000,
        open: sides,
        run: ([one, other], signal) => {
          if (one === undefined || other === undefined) throw new Error('expected both stations open');
          return compareStations(room, scenario, { one, other }, { tolerances, devices, signal, onStep });
        },
      });
      progress.done();
      const compared: ComparedBench = { bench, scenario: scenario.name, tolerances, comparison };
      console.log(json ? JSON.stringify(comparisonJson(compared), undefined, 2) : comparisonText(compared));
      return isSame(comparison) ? EXIT.ok : EXIT.failed;
    } finally {
      progress.done();
      lock.release();
    }
  });
}

interface SidesRequest {
  readonly room: Room;
  readonly scenario: BenchScenario;
  readonly bench: Bench;
  readonly images: Images;
}

/** How the twin and the bench are opened; what has to be built for it is. */
async function sidesOf(
  { devices: choice, platform, hardwareMap, tolerance }: HilCompareOptions,
  { room, scenario, bench, images }: SidesRequest,
): Promise<readonly [twin: () => Promise<Station>, bench: () => Promise<Station>]> {
  if (choice !== undefined) leavesToDevices(scenario, room);
  // What stands in for a device may take half of what is tolerated; more, and a busy machine would look like a divergence.
  const devices =
    choice === undefined
      ? undefined
      : await devicesOf(choice, bench, room, scenario.definition, { latestUs: tolerance * 500 });
  const twin = await images.wasm();
  if (hardwareMap === undefined && platform !== 'wasm') await images.m7();
  const openTwin = (): Promise<Station> => openWasmStation(twin);
  if (devices === undefined) return [openTwin, () => bench.open()];
  return [() => openedWith(openTwin, devices.twin), () => openedWith(() => bench.open(), devices.behind)];
}

/** @throws Failure NO_BENCH_SCENARIO; ConfigurationError with file, line and column of each thing that is wrong */
function readScenario(room: Room, file: string, controller: string | undefined): BenchScenario {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure('NO_BENCH_SCENARIO', `${file} cannot be read: ${why}`, EXIT.usage);
  }
  return readBenchScenario(room, { file, text, ...(controller !== undefined && { controller }) });
}
