import type { Truth } from '@understudy/sim-devices';
import { Disturbance } from './disturbance.ts';
import { isDriven } from './driven.ts';
import { Invariant } from './invariant.ts';
import { findOperation, type IndexedPlant, type RoomIndex, unitParam } from './room-index.ts';
import type { WatchEvent } from './watch-event.ts';

interface Member {
  readonly device: string;
  readonly plants: readonly IndexedPlant[];
}

interface ExclusiveSet {
  readonly name: string;
  readonly members: readonly Member[];
  /** Some member is on from power-on: a controller that starts anew asks nobody. */
  readonly bootsOn: boolean;
  /** More than one is on. */
  isOver: boolean;
}

const QUIET_US = 30_000_000;

/**
 * 12: of the outputs that exclude each other, at most one device's is physically on. What a controller that starts anew has on by
 * itself, beside what is on then, is not judged.
 */
export class ExclusiveOutputs extends Invariant {
  readonly number = 12;
  readonly title = 'Interlocked outputs are never on together';
  readonly hears = ['truth', 'injected', 'healed'] as const;
  override readonly plants: ReadonlySet<string>;
  readonly #sets: readonly ExclusiveSet[];
  readonly #disturbance = new Disturbance('controller', 'security.key_skew');
  readonly #truths = new Map<string, Truth>();

  constructor(index: RoomIndex) {
    super();
    this.#sets = Object.entries(index.room.rules.exclusive ?? {}).map(([name, operations]) => {
      const units = operations.map(({ device, op }) => ({
        device,
        units: findOperation(index, device, op)?.units ?? [],
      }));
      return {
        name,
        members: units.map(({ device, units: own }) => ({ device, plants: own.flatMap(({ plants }) => plants) })),
        bootsOn: units.some(({ units: own }) => own.some(({ definition }) => unitParam(definition, 'bootOn') === 1)),
        isOver: false,
      };
    });
    this.plants = new Set(
      this.#sets.flatMap(({ members }) => members.flatMap(({ plants }) => plants.map(({ id }) => id))),
    );
  }

  onEvent(event: WatchEvent): void {
    this.#disturbance.hear(event);
    if (event.kind !== 'truth') return;
    this.#truths.set(event.plant, event.truth);
    for (const set of this.#sets) {
      if (set.members.some(({ plants }) => plants.some(({ id }) => id === event.plant))) this.#judge(event.atUs, set);
    }
  }

  #judge(atUs: number, set: ExclusiveSet): void {
    const { name, members, bootsOn, isOver } = set;
    const on = new Set(members.filter((member) => this.#isOn(member)).map(({ device }) => device));
    set.isOver = on.size > 1;
    if (isOver || !set.isOver || (bootsOn && !this.#disturbance.quietSince(atUs - QUIET_US))) return;
    this.breach(atUs, `${name}: ${[...on].join(' and ')} are on together`);
  }

  #isOn(member: Member): boolean {
    return member.plants.some(({ id, definition }) => {
      const truth = this.#truths.get(id);
      return truth !== undefined && isDriven(definition.model, truth);
    });
  }
}
