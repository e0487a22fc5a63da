import type { Truth } from '@understudy/sim-devices';
import { isDriven } from './driven.ts';
import { Invariant } from './invariant.ts';
import { findOperation, type IndexedPlant, type RoomIndex } from './room-index.ts';
import type { WatchEvent } from './watch-event.ts';

interface Member {
  readonly device: string;
  readonly plants: readonly IndexedPlant[];
}

/** 12: of the outputs that exclude each other, at most one device's is physically on. */
export class ExclusiveOutputs extends Invariant {
  readonly number = 12;
  readonly title = 'Interlocked outputs are never on together';
  readonly hears = ['truth'] as const;
  override readonly plants: ReadonlySet<string>;
  readonly #sets: readonly { readonly name: string; readonly members: readonly Member[] }[];
  readonly #truths = new Map<string, Truth>();

  constructor(index: RoomIndex) {
    super();
    this.#sets = Object.entries(index.room.rules.exclusive ?? {}).map(([name, operations]) => ({
      name,
      members: operations.map(({ device, op }) => ({
        device,
        plants: findOperation(index, device, op)?.units.flatMap((unit) => unit.plants) ?? [],
      })),
    }));
    this.plants = new Set(
      this.#sets.flatMap(({ members }) => members.flatMap(({ plants }) => plants.map(({ id }) => id))),
    );
  }

  onEvent(event: WatchEvent): void {
    if (event.kind !== 'truth') return;
    this.#truths.set(event.plant, event.truth);
    for (const { name, members } of this.#sets) {
      if (!members.some(({ plants }) => plants.some(({ id }) => id === event.plant))) continue;
      const on = members.filter((member) => this.#isOn(member)).map(({ device }) => device);
      if (new Set(on).size > 1) this.breach(event.atUs, `${name}: ${on.join(' and ')} are on together`);
    }
  }

  #isOn(member: Member): boolean {
    return member.plants.some(({ id, definition }) => {
      const truth = this.#truths.get(id);
      return truth !== undefined && isDriven(definition.model, truth);
    });
  }
}
