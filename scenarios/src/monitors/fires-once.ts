/** Invariants 24 (joins) and 26: what lies on no circle of the graph happens once in a run. */
import { Invariant } from './invariant.ts';
import type { RoomIndex } from './room-index.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

/** Nodes that are active at most once in a run. */
abstract class FiresOnce extends Invariant {
  readonly hears = ['status', 'operator'] as const;
  readonly #nodes: ReadonlySet<string>;
  readonly #seen = new Set<string>();
  #active: ReadonlySet<string> = new Set();
  #epoch = 0;
  #uptimeMs = 0;

  constructor(nodes: ReadonlySet<string>) {
    super();
    this.#nodes = nodes;
  }

  protected abstract message(node: string): string;

  onEvent(event: WatchEvent): void {
    // A checkpoint takes the game back on purpose.
    if (event.kind === 'operator' && event.action === 'GO_TO_CHECKPOINT') this.#seen.clear();
    else if (event.kind === 'status') this.#onStatus(event);
  }

  #onStatus({ atUs, epoch, uptimeMs, activeNodes }: EventOf<'status'>): void {
    if (epoch === this.#epoch && uptimeMs < this.#uptimeMs) return;
    if (epoch !== this.#epoch || activeNodes.length === 0) this.#seen.clear();
    this.#epoch = epoch;
    this.#uptimeMs = uptimeMs;
    if (activeNodes.length === this.#active.size && activeNodes.every((node) => this.#active.has(node))) return;
    for (const node of activeNodes) {
      if (this.#active.has(node) || !this.#nodes.has(node)) continue;
      if (this.#seen.has(node)) this.breach(atUs, this.message(node));
      this.#seen.add(node);
    }
    this.#active = new Set(activeNodes);
  }
}

/** 24: what only a join leads to. */
export class JoinsOnce extends FiresOnce {
  readonly number = 24;
  readonly title = 'A join fires once';

  constructor(index: RoomIndex) {
    super(afterJoins(index));
  }

  protected message(node: string): string {
    return `${node} began again: the join before it has fired twice`;
  }
}

/** 26: everything else, a puzzle's solution and its effects with it. */
export class SolvedOnce extends FiresOnce {
  readonly number = 26;
  readonly title = "A puzzle's solution fires once, and nothing un-solves it";

  constructor(index: RoomIndex) {
    const joined = afterJoins(index);
    super(new Set([...index.onceNodes].filter((node) => !joined.has(node))));
  }

  protected message(node: string): string {
    return `${node} began again, though no path leads back to it`;
  }
}

function afterJoins({ room, edges, onceNodes }: RoomIndex): Set<string> {
  const others = new Set<string>();
  const joined = new Set<string>();
  for (const [id, next] of edges) {
    for (const node of next) (room.graph.nodes[id]?.kind === 'JOIN' ? joined : others).add(node);
  }
  return new Set([...joined].filter((node) => !others.has(node) && onceNodes.has(node)));
}
