import { type GraphDefinition, LAYERS } from '@understudy/contract';
import { Invariant } from './invariant.ts';
import { findOperation, type IndexedUnit, isSafetyOperation, type RoomIndex } from './room-index.ts';
import type { WatchEvent } from './watch-event.ts';

/** What the graph's nodes for one operation of one device want of its outputs. */
interface Wanted {
  /** Every node that sends it does so on the layer `scene`. */
  readonly isScene: boolean;
  /** Every node that sends it does so on a stronger layer and keeps the output. */
  readonly keeps: boolean;
}

/** What a puzzle keeps: a unit, or a group of them, which is an output beside those of its units. */
interface Kept {
  readonly units: readonly IndexedUnit[];
  readonly by: string;
}

/** 8, the weakest layer: a scene sends nothing to an output that a puzzle keeps, nor to one that shares a unit with it. */
export class SceneYields extends Invariant {
  readonly number = 8;
  readonly title = 'A scene sends nothing to an output that a puzzle keeps';
  readonly hears = ['command', 'status', 'operator'] as const;
  readonly #index: RoomIndex;
  readonly #wanted: ReadonlyMap<string, Wanted>;
  #kept: Kept[] = [];
  readonly #byPeople = new Set<string>();

  constructor(index: RoomIndex) {
    super();
    this.#index = index;
    this.#wanted = wantedOf(index.room.graph);
  }

  onEvent(event: WatchEvent): void {
    // The end of a run and a latch give every output back.
    if (event.kind === 'status' && (event.latched || event.activeNodes.length === 0)) this.#kept = [];
    if (event.kind === 'operator' && event.action === 'DISPATCH') this.#byPeople.add(`${event.target} ${event.op}`);
    if (event.kind !== 'command' || event.from !== 'engine') return;
    const { device, op } = event.command;
    const key = `${device} ${op}`;
    const wanted = this.#wanted.get(key);
    if (wanted === undefined || this.#byPeople.has(key) || isSafetyOperation(this.#index, device, op)) return;
    const units = findOperation(this.#index, device, op)?.units ?? [];
    if (units.length === 0) return;
    const keeper = this.#kept.find((kept) => kept.units.some((unit) => units.includes(unit)));
    if (wanted.isScene && keeper !== undefined)
      this.breach(event.atUs, `the scene's ${key} was sent over ${keeper.by}`);
    // The puzzle's next word on an output takes the place of its last, and gives back what was kept for that one alone.
    this.#kept = this.#kept.filter((kept) => !isSame(kept.units, units));
    if (wanted.keeps) this.#kept.push({ units, by: key });
  }
}

function isSame(some: readonly IndexedUnit[], others: readonly IndexedUnit[]): boolean {
  return some.length === others.length && some.every((unit, place) => unit === others[place]);
}

function wantedOf({ nodes }: GraphDefinition): Map<string, Wanted> {
  const wanted = new Map<string, Wanted>();
  for (const node of Object.values(nodes)) {
    if (node.kind !== 'DISPATCH') continue;
    const key = `${node.device} ${String(node.parameters.op)}`;
    const isScene = node.layer === LAYERS[3];
    const before = wanted.get(key) ?? { isScene: true, keeps: true };
    const keeps = before.keeps && !isScene && node.release !== true;
    wanted.set(key, { isScene: before.isScene && isScene, keeps });
  }
  return wanted;
}
