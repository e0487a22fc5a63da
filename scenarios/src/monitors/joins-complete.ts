import type { GraphNode } from '@understudy/contract';
import { list, reachable } from './graph-edges.ts';
import { Invariant } from './invariant.ts';
import type { RoomIndex } from './room-index.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

/** What people put back shows in the statuses of the next second. */
const AT_ONCE_US = 1_000_000;

/** A JOIN that is come to once in a run. */
interface WatchedJoin {
  readonly id: string;
  /** Nodes whose paths it waits for. */
  readonly before: readonly string[];
  /** How many of them have to arrive. */
  readonly need: number;
  /** For each node under way: which of `before` its path may still come to. */
  readonly ahead: ReadonlyMap<string, ReadonlySet<string>>;
  /** Nodes that no path comes to but through it. */
  readonly behind: ReadonlySet<string>;
}

/**
 * 24: a JOIN lets the game on only when as many paths as it needs have arrived. One that is still under way has not: nothing
 * that lies behind the JOIN alone is active while too few can have come. A JOIN that a person skipped is not judged.
 */
export class JoinsComplete extends Invariant {
  readonly number = 24;
  readonly title = 'A join waits for the paths that it needs';
  readonly hears = ['status', 'operator'] as const;
  readonly #joins: readonly WatchedJoin[];
  /** Joins that a person skipped, and such as have been told of. */
  readonly #settled = new Set<string>();
  #known: readonly string[] = [];
  #anywhereUntilUs = Number.NEGATIVE_INFINITY;
  #epoch = 0;
  #uptimeMs = 0;

  constructor(index: RoomIndex) {
    super();
    this.#joins = joinsOf(index);
  }

  onEvent(event: WatchEvent): void {
    if (event.kind === 'status') this.#onStatus(event);
    else if (event.kind === 'operator') this.#onOperator(event);
  }

  #onOperator({ atUs, action, target }: EventOf<'operator'>): void {
    if (action === 'SKIP_NODE') this.#settled.add(target);
    else if (action === 'GO_TO_CHECKPOINT') this.#anywhereUntilUs = atUs + AT_ONCE_US;
  }

  #onStatus({ atUs, epoch, uptimeMs, activeNodes }: EventOf<'status'>): void {
    // A status that the network has held back, or of an engine that has been replaced, tells of what is over.
    if (epoch < this.#epoch || (epoch === this.#epoch && uptimeMs < this.#uptimeMs)) return;
    this.#epoch = epoch;
    this.#uptimeMs = uptimeMs;
    if (activeNodes.length === 0) this.#settled.clear();
    const isSame = activeNodes.length === this.#known.length && activeNodes.every((id, n) => id === this.#known[n]);
    if (isSame || atUs < this.#anywhereUntilUs) return;
    this.#known = activeNodes;
    for (const join of this.#joins) if (!this.#settled.has(join.id)) this.#judge(atUs, join, activeNodes);
  }

  #judge(atUs: number, { id, before, need, ahead, behind }: WatchedJoin, activeNodes: readonly string[]): void {
    const first = activeNodes.find((node) => behind.has(node));
    if (first === undefined) return;
    const missing = before.filter((node) => activeNodes.some((active) => ahead.get(active)?.has(node)));
    const arrived = before.length - missing.length;
    if (arrived >= need) return;
    this.#settled.add(id);
    this.breach(atUs, `${first} is active behind ${id}, though ${missing.join(', ')} cannot have arrived there`);
  }
}

function joinsOf({ room: { graph }, edges, onceNodes }: RoomIndex): WatchedJoin[] {
  const start = list(graph.start);
  const everywhere = reachable(edges, start);
  return Object.entries(graph.nodes).flatMap(([id, node]) => {
    if (node.kind !== 'JOIN' || !onceNodes.has(id)) return [];
    const before = [...edges].filter(([, next]) => next.includes(id)).map(([from]) => from);
    const without = new Map([...edges].filter(([from]) => from !== id));
    const elsewhere = reachable(without, start);
    const behind = new Set([...everywhere].filter((one) => one !== id && !elsewhere.has(one)));
    // What a GROUP begins with is active beside it: the GROUP itself goes on to `next` alone.
    const onward = new Map([...without].map(([from, next]) => [from, onwardOf(graph.nodes[from], next)]));
    const ahead = new Map(
      [...onward.keys()].map((from) => {
        const reached = reachable(onward, [from]);
        // A path that goes in a circle may have arrived already and come by again.
        return [from, new Set(before.filter((one) => reached.has(one) && onceNodes.has(one)))];
      }),
    );
    return [{ id, before, need: node.need ?? before.length, ahead, behind }];
  });
}

function onwardOf(node: GraphNode | undefined, next: readonly string[]): readonly string[] {
  return node?.kind === 'GROUP' ? list(node.next) : next;
}
