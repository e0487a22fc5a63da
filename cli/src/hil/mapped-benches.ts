/** Benches of a hardware map: boards on lines of this machine, and emulated ones with what was flashed into them. */
import {
  bootImage,
  confirmBoard,
  LOOPBACK_FIXTURE,
  openBoardStation,
  openQemuStation,
  openWasmStation,
  powerPortOf,
  type Rig,
  type Station,
  SWITCHED_FIXTURE,
} from '@understudy/hil';
import { EXIT, Failure } from '../failure.ts';
import { type Bench, FREE_CHANNEL } from './bench.ts';
import type { BenchHome } from './home.ts';
import type { Images } from './images.ts';

export interface MappedBenchOptions {
  readonly rig: Rig;
  /** `<room>/<controller>` for a DUT whose entry does not say it. */
  readonly controller?: string;
  readonly images: Images;
  readonly home: BenchHome;
}

/** @throws Failure NO_CONTROLLER; ConfigurationError for a loopback that is no channel */
export function mappedBench({ rig, controller, images, home }: MappedBenchOptions): Bench {
  const { dut, bench } = rig;
  const [room, name] = (dut.controller ?? controller ?? '').split('/');
  if (room === undefined || name === undefined) {
    throw new Failure(
      'NO_CONTROLLER',
      `expected which controller ${dut.id} is (key controller of the map, or --controller), seen neither`,
      EXIT.usage,
    );
  }
  const emulated = dut.runner === 'emulator';
  // Who switches the supply is said at the board that it feeds, and read there when it is switched.
  const wired = [...dut.fixtures, ...bench.fixtures.filter((fixture) => fixture !== SWITCHED_FIXTURE)];
  const switched = emulated || dut.hub_port !== undefined;
  const made = emulated ? [LOOPBACK_FIXTURE] : [];
  return {
    name: dut.bench,
    platform: dut.platform,
    serial: dut.id,
    room,
    controller: name,
    fixtures: [...new Set([...wired, ...made, ...(switched ? [SWITCHED_FIXTURE] : [])])],
    loopback: loopbackOf(wired),
    locks: [dut.id, bench.id],
    open: () => (emulated ? openEmulated(rig, images, home) : openBoards(rig)),
  };
}

async function openEmulated({ dut }: Rig, images: Images, home: BenchHome): Promise<Station> {
  if (dut.platform === 'wasm') return openWasmStation(await images.wasm());
  return openQemuStation({ elf: bootImage(home.boards, dut.id) });
}

/** Two boards, each asked who it is before anything else is. */
async function openBoards({ dut, bench }: Rig): Promise<Station> {
  const port = powerPortOf(dut);
  const byBench = dut.hub_port === undefined && dut.fixtures.includes(SWITCHED_FIXTURE);
  const switchPower = (on: boolean): Promise<void> => (on ? port.on() : port.off());
  const station = await openBoardStation({ dut, bench, ...(byBench ? {} : { switchPower }) });
  try {
    await confirmBoard(dut, async () => station.hello.dut);
    await confirmBoard(bench, async () => station.hello.bench);
    return station;
  } catch (error) {
    await station.close();
    throw error;
  }
}

/** `gpio_loopback:20` says which; without a number it is the last channel. */
function loopbackOf(fixtures: readonly string[]): number {
  const text = fixtures.find((fixture) => fixture.startsWith(`${LOOPBACK_FIXTURE}:`))?.split(':')[1];
  if (text === undefined) return FREE_CHANNEL;
  const channel = Number(text);
  if (Number.isInteger(channel) && channel >= 0 && channel <= FREE_CHANNEL) return channel;
  throw new Failure('BAD_LOOPBACK', `expected ${LOOPBACK_FIXTURE}:<channel 0 to 63>, seen '${text}'`, EXIT.usage);
}
