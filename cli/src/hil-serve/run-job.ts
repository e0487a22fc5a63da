/** One scan from lock to verdict: flashed, tested, told step by step, kept in the board's history. */
import type { Room } from '@understudy/contract';
import {
  BenchMirror,
  codeOf,
  flashFailure,
  flashSession,
  type InstalledController,
  lockBoards,
  type OperatorEvent,
  PinBoard,
  type PlannedTest,
  type RunRequest,
  runSession,
  type SessionReport,
  type Station,
  signalsOf,
  watchStation,
} from '@understudy/hil';
import type { Bench } from '../hil/bench.ts';
import { installedController } from '../hil/plan.ts';
import type { Archive } from './archive.ts';
import type { Place } from './place.ts';

/** What is tested: all that there is for a controller, for a technician does not choose tests. */
export type Plan = (bench: Bench, installed: InstalledController) => readonly PlannedTest[];

/** How often wires are looked at while no programme measures them. */
const LOOK_MS = 250;

export interface Job {
  readonly place: Place;
  readonly room: Room;
  readonly plan: Plan;
  readonly request: RunRequest;
  readonly lockFolder: string;
  readonly archive: Archive;
  /** Ends the tests; a flash is never cut off. */
  readonly signal: AbortSignal;
  tell(event: OperatorEvent): void;
  /** Called whenever something was seen on a wire. */
  seen(pins: PinBoard, mirror: BenchMirror): void;
}

/** Never rejects: all that goes wrong is told. */
export async function runJob(job: Job): Promise<void> {
  const { place, request, tell } = job;
  try {
    const bench = place.benchOf(request);
    const lock = lockBoards(job.lockFolder, bench.locks);
    try {
      if (request.steps !== 'test' && place.flash !== undefined) {
        tell({ kind: 'flashed', buildHash: await flashed(job, bench, place.flash) });
      }
      if (request.steps !== 'flash') tell({ kind: 'ended', report: await test(job, bench) });
    } finally {
      lock.release();
    }
  } catch (error) {
    tell({ kind: 'trouble', ...troubleOf(error) });
  }
}

/**
 * The build that the board has proven. A flash alone is kept in the board's history; with tests behind it they are. What fails is
 * kept in any case, and thrown again.
 */
async function flashed(job: Job, bench: Bench, flash: NonNullable<Place['flash']>): Promise<string> {
  const { request, tell, archive } = job;
  const startMs = Date.now();
  const facts = () => {
    const { name, platform, room } = bench;
    const { serial, controller } = request;
    const seconds = (Date.now() - startMs) / 1000;
    return { platform, serial, controller, room, bench: name, startedAt: new Date(startMs).toISOString(), seconds };
  };
  const { proof } = await flash(request, (progress) => tell({ kind: 'flashing', progress })).catch((error: unknown) => {
    archive.keep(flashFailure(facts(), troubleOf(error)));
    throw error;
  });
  if (request.steps === 'flash') archive.keep(flashSession(facts(), proof));
  return proof.buildHash;
}

function troubleOf(error: unknown): { readonly code: string; readonly message: string } {
  const code = codeOf(error) ?? 'TEST_CRASHED';
  return { code, message: error instanceof Error ? error.message : String(error) };
}

async function test(job: Job, bench: Bench): Promise<SessionReport> {
  const { room, plan, request, tell, archive, signal } = job;
  const installed = installedController(room, request.controller);
  const tests = plan(bench, installed);
  tell({ kind: 'planned', tests });
  let calm = (): void => {};
  let look = async (): Promise<void> => {};
  const open = async (): Promise<Station> => {
    const inner = await bench.open();
    const { definition } = installed;
    const pins = new PinBoard(signalsOf(definition), inner.channels);
    const mirror = new BenchMirror(room, definition, inner.channels);
    const watched = watchStation(inner, { pins, mirror, changed: () => job.seen(pins, mirror) });
    ({ calm, look } = watched);
    await look();
    return watched.station;
  };
  const timer = setInterval(() => void look(), LOOK_MS);
  try {
    const report = await runSession({
      platform: bench.platform,
      serial: request.serial,
      controller: request.controller,
      room: bench.room,
      bench: bench.name,
      fixtures: bench.fixtures,
      tests,
      open,
      options: {
        signal,
        onStart: ({ id }) => tell({ kind: 'test-started', id }),
        onResult: (result) => {
          calm();
          tell({ kind: 'test-ended', result });
        },
      },
    });
    archive.keep(report);
    return report;
  } finally {
    clearInterval(timer);
  }
}
