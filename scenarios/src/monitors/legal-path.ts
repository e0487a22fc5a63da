import { list } from './graph-edges.ts';
import { Invariant } from './invariant.ts';
import type { RoomIndex } from './room-index.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

/** What people put back or let go on shows in the statuses of the next second. */
const AT_ONCE_US = 1_000_000;
const PUTS_BACK: readonly string[] = ['GO_TO_CHECKPOINT', 'RESUME_DISPATCH', 'RESUME_NODE'];

/** 24, as far as the engine tells: a node is active only when a path of the graph leads there from what was active. */
export class LegalPath extends Invariant {
  readonly number = 24;
  readonly title = 'The game moves along the edges of its graph';
  readonly hears = ['status', 'operator'] as const;
  readonly #start: readonly string[];
  readonly #onward: RoomIndex['onward'];
  /** Those active at the last status. */
  #known: readonly string[] = [];
  #anywhereUntilUs = Number.NEGATIVE_INFINITY;
  #epoch = 0;
  #uptimeMs = 0;

  constructor({ room, onward }: RoomIndex) {
    super();
    this.#start = list(room.graph.start);
    this.#onward = onward;
  }

  onEvent(event: WatchEvent): void {
    // A checkpoint may lie anywhere, and what was paused was active at any time before.
    if (event.kind === 'status') this.#onStatus(event);
    else if (event.kind === 'operator' && PUTS_BACK.includes(event.action)) {
      this.#anywhereUntilUs = event.atUs + AT_ONCE_US;
    }
  }

  #onStatus({ atUs, epoch, uptimeMs, activeNodes }: EventOf<'status'>): void {
    // A status that the network has held back, or of an engine that has been replaced, tells of what is over.
    if (epoch < this.#epoch || (epoch === this.#epoch && uptimeMs < this.#uptimeMs)) return;
    this.#epoch = epoch;
    this.#uptimeMs = uptimeMs;
    if (isSame(activeNodes, this.#known)) return;
    const from = this.#known.length === 0 ? this.#start : this.#known;
    for (const node of atUs < this.#anywhereUntilUs ? [] : activeNodes) {
      if (!this.#onward.has(node)) this.breach(atUs, `${node} is active and not in the graph`);
      else if (!from.some((known) => this.#onward.get(known)?.has(node))) {
        this.breach(atUs, `no path leads to ${node} from what was active`);
      }
    }
    this.#known = activeNodes;
  }
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((node, index) => node === other[index]);
}
