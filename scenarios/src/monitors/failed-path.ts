import type { GraphDefinition } from '@understudy/contract';
import { Disturbance } from './disturbance.ts';
import { Invariant } from './invariant.ts';
import type { RoomIndex } from './room-index.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

/** A command and the status that shows its node leave in one step, and need not come in order. */
const NETWORK_US = 100_000;
const QUIET_US = 30_000_000;
/** What people skip, stop or put back shows within this, also when the engine stalls meanwhile. */
const PEOPLE_US = 10_000_000;
/** Commands remembered of one operation. */
const COMMANDS_MAX = 16;

interface Sent {
  readonly id: string;
  readonly atUs: number;
  /** What its device said of it last; empty: nothing yet. */
  said: string;
}

/**
 * 24: the path of a DISPATCH goes on only when its device has COMPLETED a command that was sent for it. After any other end,
 * and after no answer at all, it waits for a person.
 */
export class FailedPath extends Invariant {
  readonly number = 24;
  readonly title = 'A command that did not complete never lets its path go on';
  readonly hears = ['status', 'ack', 'command', 'operator', 'injected', 'healed'] as const;
  readonly #graph: GraphDefinition;
  readonly #disturbance = new Disturbance('network', 'engine', 'security');
  readonly #byId = new Map<string, Sent>();
  /** By device and operation, in order. */
  readonly #sent = new Map<string, Sent[]>();
  /** Nodes under way, and since when. */
  #active = new Map<string, number>();
  #letGoUntilUs = Number.NEGATIVE_INFINITY;
  #epoch = 0;
  #uptimeMs = 0;

  constructor({ room }: RoomIndex) {
    super();
    this.#graph = room.graph;
  }

  onEvent(event: WatchEvent): void {
    this.#disturbance.hear(event);
    if (event.kind === 'command' && event.from === 'engine') this.#onCommand(event);
    else if (event.kind === 'ack') this.#onAck(event);
    else if (event.kind === 'status') this.#onStatus(event);
    // A person may let a path go on, or end it.
    else if (event.kind === 'operator' && /SKIP|STOP|CHECKPOINT|START/.test(event.action)) {
      this.#letGoUntilUs = event.atUs + PEOPLE_US;
    }
  }

  #onCommand({ atUs, command: { device, op, commandId: id } }: EventOf<'command'>): void {
    if (this.#byId.has(id)) return;
    const sent: Sent = { id, atUs, said: '' };
    this.#byId.set(id, sent);
    const what = `${device} ${op}`;
    const all = this.#sent.get(what) ?? [];
    this.#sent.set(what, all);
    all.push(sent);
    const oldest = all.length > COMMANDS_MAX ? all.shift() : undefined;
    if (oldest !== undefined) this.#byId.delete(oldest.id);
  }

  #onAck({ ack: { commandId, status } }: EventOf<'ack'>): void {
    const sent = this.#byId.get(commandId);
    if (sent !== undefined && sent.said !== 'COMPLETED') sent.said = status;
  }

  #onStatus({ atUs, epoch, uptimeMs, activeNodes }: EventOf<'status'>): void {
    if (epoch < this.#epoch || (epoch === this.#epoch && uptimeMs < this.#uptimeMs)) return;
    // An engine that takes over goes on from what is on the disk, and shows nodes that began before.
    const isNewEngine = epoch !== this.#epoch;
    this.#epoch = epoch;
    this.#uptimeMs = uptimeMs;
    const before = this.#active;
    const sinceUs = isNewEngine ? Number.NEGATIVE_INFINITY : atUs;
    this.#active = new Map(activeNodes.map((id) => [id, before.get(id) ?? sinceUs]));
    // The game is over when nothing is active.
    if (isNewEngine || activeNodes.length === 0 || atUs < this.#letGoUntilUs) return;
    for (const [id, enteredAtUs] of before) if (!this.#active.has(id)) this.#onLeft(atUs, id, enteredAtUs);
  }

  #onLeft(atUs: number, id: string, enteredAtUs: number): void {
    const node = this.#graph.nodes[id];
    if (node?.kind !== 'DISPATCH') return;
    const what = `${node.device} ${String(node.parameters.op)}`;
    const isQuiet = this.#disturbance.quietSince(Math.min(enteredAtUs, atUs) - QUIET_US);
    const fromUs = isQuiet ? enteredAtUs - NETWORK_US : Number.NEGATIVE_INFINITY;
    const own = (this.#sent.get(what) ?? []).filter((sent) => sent.atUs >= fromUs);
    const last = own.at(-1);
    // One that nobody saw, as in a dry run, tells nothing.
    if (last === undefined || own.some(({ said }) => said === 'COMPLETED')) return;
    this.breach(atUs, `${id} let its path go on, though ${what} was ${last.said || 'not answered'}`);
  }
}
