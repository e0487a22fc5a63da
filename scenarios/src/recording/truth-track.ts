/** The truths of the plants as a recording keeps them: every step at its instant, motion every 50 ms. */
import type { Truth } from '@understudy/sim-devices';
import type { ChangeReader, VirtualSession } from '@understudy/twin';

/** Motion is shown at these instants: as often as the live socket tells of it, while a fan may turn for an hour. */
const MOTION_US = 50_000;
const NEVER_US = Number.POSITIVE_INFINITY;

export class TruthTrack {
  readonly #world: VirtualSession['world'];
  readonly #reader: ChangeReader;
  readonly #tell: (atUs: number, plant: string, truth: Truth) => void;
  readonly #known = new Map<string, Truth>();
  #nextAtUs = NEVER_US;
  #moved = true;

  /** @param tell hears a copy of each truth that is to be kept, in the order of time */
  constructor(world: VirtualSession['world'], tell: (atUs: number, plant: string, truth: Truth) => void) {
    this.#world = world;
    this.#reader = world.changes();
    this.#tell = tell;
  }

  /** The next look at what moves, in µs; Infinity while all is still. */
  get nextAtUs(): number {
    if (this.#nextAtUs === NEVER_US && (this.#moved || this.#world.moving)) {
      this.#nextAtUs = (Math.floor(this.#world.nowUs / MOTION_US) + 1) * MOTION_US;
    }
    return this.#nextAtUs;
  }

  /** A truth has changed. A change of numbers alone is motion, which waits for the next look. */
  changed(atUs: number, plant: string, truth: Truth): void {
    const before = this.#known.get(plant);
    if (before !== undefined && !hasStepped(before, truth)) this.#moved = true;
    else this.#keep(atUs, plant, truth);
  }

  /** Looks at everything that moves or has changed. */
  look(atUs: number): void {
    this.#nextAtUs = NEVER_US;
    this.#moved = false;
    this.#reader.each((plant, truth) => {
      const before = this.#known.get(plant);
      if (before === undefined || differs(before, truth)) this.#keep(atUs, plant, truth);
    });
  }

  #keep(atUs: number, plant: string, truth: Truth): void {
    const copy = { ...truth };
    this.#known.set(plant, copy);
    this.#tell(atUs, plant, copy);
  }
}

function hasStepped(before: Truth, now: Truth): boolean {
  for (const field in now) if (typeof now[field] === 'boolean' && now[field] !== before[field]) return true;
  return false;
}

function differs(before: Truth, now: Truth): boolean {
  for (const field in now) if (now[field] !== before[field]) return true;
  return false;
}
