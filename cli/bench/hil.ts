/** The bench: how long a question takes beside the bare line, and how many tests and scenarios fit into a second. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Room } from '@understudy/contract';
import { buildM7, buildWasmBench, type SourcePatch } from '@understudy/firmware';
import {
  conformanceTests,
  encodeFrame,
  openLine,
  openQemuStation,
  openWasmStation,
  type PlannedTest,
  runSession,
  type SessionReport,
  type Station,
  scenarioTest,
  startPtyEmulator,
  targetOf,
} from '@understudy/hil';
import { CACHE } from '../src/paths.ts';

const cacheDir = join(CACHE, 'firmware');
const BAUD = 115_200;
const WARM_UP = 50;
const CONTROLLER = 'fuse';

/** The same image, UART and pty, with nothing behind them: each byte goes back as it came. */
const ECHO: SourcePatch = {
  file: 'boards/qemu-m7/uart.cc',
  from: 'take(byte, dut_pieces, dut_received);',
  to: 'put(uart0(), dut_pieces, byte);',
};

export async function measureHil(room: Room, folder: string, samples: number, scenarios: number) {
  const { linkUs, echoUs } = await measureLines(samples);
  return {
    link: { roundTripUs: linkUs, p50Us: at(linkUs, 0.5), p99Us: at(linkUs, 0.99) },
    echo: { roundTripUs: echoUs, p50Us: at(echoUs, 0.5), p99Us: at(echoUs, 0.99) },
    linkToEcho: { p50: at(linkUs, 0.5) / at(echoUs, 0.5), p99: at(linkUs, 0.99) / at(echoUs, 0.99) },
    conformance: await measureConformance(room),
    scenarios: await measureScenarios(room, folder, scenarios),
  };
}

/**
 * A question to the DUT and its answer, and as many bytes as the question has, there and back; through a pty and serialport
 * each, wall µs. In turn, so that what else this machine does falls on both alike.
 */
async function measureLines(samples: number): Promise<{ linkUs: number[]; echoUs: number[] }> {
  const station = await openQemuStation({ elf: (await buildM7({ cacheDir })).elf });
  const emulator = await startPtyEmulator({ elf: (await buildM7({ cacheDir, patches: [ECHO] })).elf });
  const line = await openLine(emulator.paths.dut, BAUD);
  const echo = echoOn(line);
  const linkUs: number[] = [];
  const echoUs: number[] = [];
  try {
    // What the image said before anybody listened is not an echo.
    await new Promise((resolve) => setTimeout(resolve, 500));
    for (let index = 0; index < WARM_UP + samples; index += 1) {
      linkUs.push(await timed(() => station.dut.timeUs()));
      echoUs.push(await timed(echo));
    }
  } finally {
    await Promise.all([station.close(), line.close()]);
    await emulator.close();
  }
  return { linkUs: linkUs.slice(WARM_UP), echoUs: echoUs.slice(WARM_UP) };
}

function echoOn(line: Awaited<ReturnType<typeof openLine>>): () => Promise<void> {
  const payload = new Uint8Array();
  const bytes = encodeFrame({ type: 1, channel: 0, sequence: 1, acknowledged: 1, timeUs: 1e9, payload });
  let left = 0;
  let done = (): void => {};
  line.onData((chunk) => {
    left -= chunk.length;
    if (left <= 0) done();
  });
  return () =>
    new Promise((resolve) => {
      left = bytes.length;
      done = resolve;
      line.write(bytes);
    });
}

async function timed(roundTrip: () => Promise<unknown>): Promise<number> {
  const fromMs = performance.now();
  await roundTrip();
  return Math.round((performance.now() - fromMs) * 1000);
}

/** Every case that there is for one controller, on the emulated board, its lines in pieces as `hil test` has them. */
async function measureConformance(room: Room) {
  const definition = room.controllers.find(({ controller }) => controller === CONTROLLER);
  if (definition === undefined) throw new Error(`expected the controller ${CONTROLLER}`);
  const { elf } = await buildM7({ cacheDir });
  const report = await session('qemu-m7', conformanceTests(targetOf(room.manifest, definition)), () =>
    openQemuStation({ elf, lines: 'pieces' }),
  );
  const cases = report.results.length;
  const { seconds } = report.facts;
  const caseMs = report.results.map(({ durationMs }) => durationMs);
  return { controller: CONTROLLER, cases, seconds, casesASecond: cases / seconds, caseMs };
}

/** The room's scenarios in turn, each on a station of its own. */
async function measureScenarios(room: Room, folder: string, count: number) {
  const files = readdirSync(join(folder, 'bench')).filter((name) => name.endsWith('.yaml'));
  const tests = files
    .sort()
    .map((file) => scenarioTest(room, { file, text: readFileSync(join(folder, 'bench', file), 'utf8') }));
  const module = await WebAssembly.compile((await buildWasmBench({ cacheDir })).wasm as BufferSource);
  const secondsEach: number[] = [];
  const fromMs = performance.now();
  for (let index = 0; index < count; index += 1) {
    const test = tests[index % tests.length];
    if (test === undefined) throw new Error(`expected scenarios in ${folder}/bench`);
    const { facts } = await session('wasm', [test], () => openWasmStation(module));
    secondsEach.push(facts.seconds);
  }
  const seconds = (performance.now() - fromMs) / 1000;
  return { files, count, seconds, scenariosASecond: count / seconds, secondsEach };
}

async function session(
  platform: Station['platform'],
  tests: readonly PlannedTest[],
  open: () => Promise<Station>,
): Promise<SessionReport> {
  const who = { platform, serial: 'bench', controller: CONTROLLER, room: 'clockwork', bench: 'bench', fixtures: [] };
  const report = await runSession({ ...who, tests, open });
  const bad = report.results.find(({ status }) => status !== 'passed');
  // A figure of tests that did not hold is the figure of something else.
  if (bad !== undefined) throw new Error(`${bad.id}: expected passed, seen ${bad.status}: ${bad.message}`);
  return report;
}

function at(samples: readonly number[], part: number): number {
  const sorted = [...samples].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
