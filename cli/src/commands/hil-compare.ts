/** `understudy hil compare`: one scenario on the twin and on a bench, and where they first part. */
import { readFileSync } from 'node:fs';
import type { Room } from '@understudy/contract';
import {
  type BenchScenario,
  type Comparison,
  compareStations,
  lockBoards,
  openWasmStation,
  type Platform,
  plannedScenario,
  readBenchScenario,
  type Tolerances,
} from '@understudy/hil';
import { EXIT, Failure } from '../failure.ts';
import { coded } from '../hil/coded.ts';
import { benchHome } from '../hil/home.ts';
import { createImages } from '../hil/images.ts';
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

/** @throws Failure NO_BENCH_SCENARIO, NO_BENCH, WHICH_BENCH, NO_MAP, TEST_TIMED_OUT; codes of the bench */
export function hilCompare(name: string, file: string, options: HilCompareOptions): Promise<number> {
  return coded(async () => {
    const { platform, hardwareMap: map, bench: benchName, json = false } = options;
    // A line a step is too much where lines are kept.
    const progress = createProgress(json || process.stderr.isTTY !== true);
    const home = benchHome();
    const images = createImages(progress);
    const room = await openRoom(roomFolder(name));
    const scenario = readScenario(room, file, options.controller);
    const { controller } = scenario.definition;
    const choice = {
      platform,
      room,
      controller,
      ...(map !== undefined && { map }),
      ...(benchName && { bench: benchName }),
    };
    const bench = oneBench(choice, images, home);
    // Built before the clock runs.
    const twin = await images.wasm();
    if (map === undefined && platform !== 'wasm') await images.m7();
    const tolerances: Tolerances = { timeUs: options.tolerance * 1000, steps: options.steps };
    const lock = lockBoards(home.locks, bench.locks);
    let comparison: Comparison;
    try {
      const at = { twin: 0, bench: 0 };
      comparison = await inTime({
        what: `the comparison of ${scenario.name}`,
        timeoutMs: options.timeout === undefined ? plannedScenario(room, scenario).timeoutMs : options.timeout * 1000,
        open: [() => openWasmStation(twin), () => bench.open()],
        run: ([one, other], signal) => {
          if (one === undefined || other === undefined) throw new Error('expected both stations open');
          const onStep = (side: 'one' | 'other', _step: unknown, index: number): void => {
            at[side === 'one' ? 'twin' : 'bench'] = index;
            progress.update(
              `${scenario.name}: step ${at.twin} on the twin, ${at.bench} on ${bench.name}, of ${scenario.steps.length}`,
            );
          };
          return compareStations(room, scenario, { one, other }, { tolerances, signal, onStep });
        },
      });
    } finally {
      lock.release();
      progress.done();
    }
    const compared: ComparedBench = { bench, scenario: scenario.name, tolerances, comparison };
    console.log(json ? JSON.stringify(comparisonJson(compared), undefined, 2) : comparisonText(compared));
    return isSame(comparison) ? EXIT.ok : EXIT.failed;
  });
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
