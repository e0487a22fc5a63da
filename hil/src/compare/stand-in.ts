/**
 * A station with plants behind it, as a room has them. The twin is one; another one stands in for the real devices of a bench. Where
 * time is virtual a contact answers at its very instant, elsewhere as soon as this host has heard and said it: some ms.
 */
import type { ControllerDefinition, Room } from '@understudy/contract';
import type { Channel, Programme, Stimulus } from '../bench/types.ts';
import { codeOf } from '../coded-error.ts';
import { fromOther } from '../link/clock-fit.ts';
import { StationError } from '../station/errors.ts';
import { timedOut } from '../station/pace.ts';
import { benchThrough, stationThrough } from '../station/through.ts';
import type { Station } from '../station/types.ts';
import { isLoop, wiredPlants } from './loop-plants.ts';
import { PlantWorld } from './plant-world.ts';

const US_A_MS = 1000;

/** A station with the room's real devices on its wires: the bench leaves their contacts alone. */
export function withDevices(inner: Station, room: Room, definition: ControllerDefinition): Station {
  return stationThrough(inner, { devices: deviceChannels(inner, room, definition) });
}

function deviceChannels({ channels }: Station, room: Room, { controller }: ControllerDefinition): ReadonlySet<Channel> {
  const loops = wiredPlants(room, controller).filter(isLoop);
  return new Set(loops.flatMap(({ inputs }) => inputs.flatMap((pin) => channels.get(pin) ?? [])));
}

export interface StandInOptions {
  /** A contact that answers later than this after its instant, in µs of the bench, proves nothing any more. Default: any may. */
  readonly latestUs?: number;
}

/** The station is the inner one's, and closes it. @throws errors of the bench; then and later StationError DEVICE_LATE */
export async function withPlants(
  inner: Station,
  room: Room,
  definition: ControllerDefinition,
  { latestUs = Number.POSITIVE_INFINITY }: StandInOptions = {},
): Promise<Station> {
  const world = new PlantWorld(room, definition, await inner.bench.timeUs());
  const service = new PlantService(inner, world, { estop: inner.channels.get(definition.estopPin), latestUs });
  await service.listen();
  // How the devices stand is no answer to anything: it may be told whenever.
  await service.serve(Number.POSITIVE_INFINITY);
  let programme: Programme | undefined;
  const bench = benchThrough(inner.bench, {
    act: async (...stimuli) => {
      const nowUs = await service.serve();
      for (const stimulus of stimuli) service.hear(stimulus, nowUs);
      await inner.bench.act(...stimuli);
    },
    load: (next) => {
      programme = next;
      return inner.bench.load(next);
    },
    start: async () => {
      const startUs = await inner.bench.start();
      for (const step of programme?.steps ?? []) service.hear(step, startUs + step.atUs);
      return startUs;
    },
  });
  return stationThrough(inner, {
    bench,
    devices: deviceChannels(inner, room, definition),
    pass: (ms) => service.pass(ms),
    until: (what, holds, timeoutMs) => service.until(what, holds, timeoutMs),
    power: async (on) => {
      if (!on) world.float(await inner.bench.timeUs());
      await inner.power(on);
      if (on) await service.listen();
    },
  });
}

/** Between a station and its plants: what the DUT does goes to them, what they do comes back, each as soon as it is due. */
class PlantService {
  readonly #inner: Station;
  readonly #world: PlantWorld;
  readonly #estop: Channel | undefined;
  readonly #latestUs: number;
  #toBench: (dutUs: number) => number = (dutUs) => dutUs;
  /** The DUT has done something: what is due next may be due sooner. */
  #stirred = false;

  constructor(
    inner: Station,
    world: PlantWorld,
    { estop, latestUs }: { readonly estop: Channel | undefined; readonly latestUs: number },
  ) {
    this.#inner = inner;
    this.#world = world;
    this.#estop = estop;
    this.#latestUs = latestUs;
  }

  /** To the DUT of now, whose clock may be another one. */
  async listen(): Promise<void> {
    const { dut } = this.#inner;
    const fit = await this.#inner.fitClocks();
    this.#toBench = (dutUs) => fromOther({ ...fit, driftPpm: 0 }, dutUs);
    const { effect: heard } = dut.listener;
    dut.listener = {
      ...dut.listener,
      effect: (effect, timeUs) => {
        heard?.(effect, timeUs);
        this.#world.effect(effect, Math.round(this.#toBench(timeUs)));
        this.#stirred = true;
      },
    };
  }

  /** What the bench does to the E-stop chain its plants feel too. */
  hear(stimulus: Stimulus, atUs: number): void {
    if (stimulus.kind === 'drive' && stimulus.channel === this.#estop) this.#world.chain(stimulus.value !== 0, atUs);
  }

  /** Does what is due, and says it to the DUT. @returns bench time @throws StationError DEVICE_LATE */
  async serve(latestUs = this.#latestUs): Promise<number> {
    const { bench, channels } = this.#inner;
    this.#stirred = false;
    const nowUs = await bench.timeUs();
    this.#world.runTo(nowUs);
    const levels = [...this.#world.takeLevels()];
    const drives = levels.flatMap(([pin, { value }]): Stimulus[] => {
      const channel = channels.get(pin);
      return channel === undefined ? [] : [{ kind: 'drive', channel, value }];
    });
    if (drives.length === 0) return nowUs;
    await bench.act(...drives);
    const lateUs = (await bench.timeUs()) - Math.min(...levels.map(([, { atUs }]) => atUs));
    if (lateUs <= latestUs) return nowUs;
    const [most, seen] = [latestUs, lateUs].map((us) => `${us / US_A_MS} ms`);
    throw new StationError('DEVICE_LATE', `expected a contact within ${most} of its instant, seen it ${seen} late`);
  }

  /** From one thing that is due to the next. @throws StationError TIMED_OUT */
  async until(what: string, holds: () => boolean, timeoutMs: number): Promise<void> {
    let nowUs = await this.serve();
    const endUs = nowUs + Math.round(timeoutMs * US_A_MS);
    for (;;) {
      const spanUs = Math.max(0, Math.min(endUs, Math.ceil(this.#world.nextUs)) - nowUs);
      try {
        await this.#inner.until(what, () => holds() || this.#stirred, spanUs / US_A_MS);
      } catch (error) {
        if (!isTimeOut(error)) throw error;
        if (nowUs >= endUs) throw timedOut(what, timeoutMs);
      }
      if (holds()) return;
      nowUs = await this.serve();
    }
  }

  async pass(ms: number): Promise<void> {
    try {
      await this.until('the end of a wait', () => false, ms);
    } catch (error) {
      if (!isTimeOut(error)) throw error;
    }
  }
}

const isTimeOut = (error: unknown): boolean => codeOf(error) === 'TIMED_OUT';
