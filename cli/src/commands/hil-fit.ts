/** `understudy hil fit`: what a bench measures of real devices, as parameters of the twin's plants. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOM_FILES, type Room } from '@understudy/contract';
import {
  canObserve,
  changesOf,
  exerciseDevices,
  exerciseMs,
  type Fitted,
  fitPlants,
  formatCalibration,
  lockBoards,
  notObserved,
  type Platform,
  parseCalibration,
  withFitted,
} from '@understudy/hil';
import { EXIT, Failure } from '../failure.ts';
import type { Bench } from '../hil/bench.ts';
import { coded } from '../hil/coded.ts';
import { devicesOf, openedWith } from '../hil/devices.ts';
import { benchHome } from '../hil/home.ts';
import { createImages } from '../hil/images.ts';
import { inTime } from '../hil/in-time.ts';
import { oneBench } from '../hil/one-bench.ts';
import { definitionOf } from '../hil/plan.ts';
import { type BenchFit, fitJson, fitText, restLines } from '../hil/show-fit.ts';
import { createProgress } from '../output/progress.ts';
import { writeWhole } from '../output/write-whole.ts';
import { roomFolder } from '../paths.ts';
import { openRoom } from '../room/open.ts';

export interface HilFitOptions {
  readonly platform: Platform;
  readonly controller: string;
  /** `real`, or a room whose plants are behind an emulated bench. */
  readonly devices: string;
  readonly hardwareMap?: string;
  readonly bench?: string;
  readonly rounds: number;
  /** Into the room's `calibration.yaml`. */
  readonly write?: boolean;
  /** Into this file in place of it. */
  readonly out?: string;
  /** Of the whole, in s of this machine. */
  readonly timeout?: number;
  readonly json?: boolean;
}

/** Of this machine: an emulator may be many times slower than its guest's clock. */
const SLOWNESS = 10;
const SET_UP_MS = 60_000;

/** @throws Failure NOT_OBSERVABLE, NO_CONTROLLER, NO_SUCH_BENCH, WHICH_BENCH, NO_MAP, BAD_DEVICES, TEST_TIMED_OUT, UNWRITABLE; codes of the bench */
export function hilFit(name: string, options: HilFitOptions): Promise<number> {
  return coded(async () => {
    const { controller, json = false } = options;
    const progress = createProgress(json || process.stderr.isTTY !== true);
    const home = benchHome();
    const folder = roomFolder(name);
    const room = await openRoom(folder);
    const definition = definitionOf(room, controller);
    if (!canObserve(room, controller)) {
      const rest = restLines(notObserved(room, controller, [])).join('\n');
      throw new Failure(
        'NOT_OBSERVABLE',
        `expected a device of ${controller} with contacts, seen none\n${rest}`,
        EXIT.usage,
      );
    }
    const images = createImages(progress);
    const bench = oneBench({ ...options, room }, images, home);
    const { behind } = await devicesOf(options.devices, bench, room, definition);
    if (options.hardwareMap === undefined) await (options.platform === 'wasm' ? images.wasm() : images.m7());
    const { rounds, timeout } = options;
    const lock = lockBoards(home.locks, bench.locks);
    try {
      const fitted = await inTime({
        what: `the fit of ${controller}`,
        timeoutMs: timeout === undefined ? SET_UP_MS + SLOWNESS * exerciseMs(room, definition, rounds) : timeout * 1000,
        open: [() => openedWith(() => bench.open(), behind)],
        run: async ([station], signal) => {
          if (station === undefined) throw new Error('expected the station open');
          const onUnit = (unit: string): void =>
            progress.update(`${bench.name}: ${unit} moves, ${rounds} times to and fro`);
          return fitPlants(
            room,
            controller,
            await exerciseDevices(station, room, definition, { rounds, signal, onUnit }),
          );
        },
      });
      progress.done();
      return finish(fitted, { room, bench, folder, options });
    } finally {
      progress.done();
      lock.release();
    }
  });
}

interface FinishRequest {
  readonly room: Room;
  readonly bench: Bench;
  readonly folder: string;
  readonly options: HilFitOptions;
}

/** Tells what was measured and what changes, and writes it where that was asked for. */
function finish(fitted: readonly Fitted[], { room, bench, folder, options }: FinishRequest): number {
  const { controller, json } = options;
  const own = join(folder, ROOM_FILES.calibration);
  const path = options.out ?? (options.write === true ? own : undefined);
  const file = path ?? own;
  const text = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  const before = text === undefined ? undefined : parseCalibration(text);
  const models = new Map(
    room.physics.flatMap(({ plants }) => Object.entries(plants).map(([id, { model }]) => [id, model])),
  );
  const changes = changesOf(before, fitted, models);
  const taken = fitted.filter((_, index) => changes[index]?.isTaken === true);
  const calibration = withFitted(before, taken, { serial: bench.serial, date: new Date().toISOString().slice(0, 10) });
  const written = path !== undefined && taken.length > 0;
  if (written) writeWhole(path, formatCalibration(calibration, text));
  const kept = calibration.measured.length - taken.length;
  const fit: BenchFit = { bench, fitted, changes, rest: notObserved(room, controller, fitted), kept, file, written };
  console.log(json === true ? JSON.stringify(fitJson(fit), undefined, 2) : fitText(fit));
  return fitted.length > 0 && taken.length === fitted.length ? EXIT.ok : EXIT.failed;
}
