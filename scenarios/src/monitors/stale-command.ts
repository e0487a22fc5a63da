import { Invariant } from './invariant.ts';
import type { RoomIndex } from './room-index.ts';
import type { EventOf, SentCommand, WatchEvent } from './watch-event.ts';

/** The safe operation that a device has begun last. */
interface Barrier {
  readonly epoch: number;
  readonly sequence: number;
  readonly uptimeMs: number;
  readonly boots: number;
}

/** 4: once a device has been made safe, no command that was issued before that one begins. */
export class StaleCommand extends Invariant {
  readonly number = 4;
  readonly title = 'No command from before the latch takes effect after it';
  readonly hears = ['command', 'ack', 'hello'] as const;
  readonly #safe: ReadonlyMap<string, string | undefined>;
  readonly #sent = new Map<string, SentCommand>();
  readonly #begun = new Set<string>();
  readonly #barriers = new Map<string, Barrier>();
  readonly #boots = new Map<string, number>();

  constructor(index: RoomIndex) {
    super();
    this.#safe = new Map([...index.devices.values()].map(({ id, definition }) => [id, definition.safe]));
  }

  onEvent(event: WatchEvent): void {
    if (event.kind === 'hello') this.#boots.set(event.controller, event.bootCount);
    else if (event.kind === 'command' && event.from === 'engine')
      this.#sent.set(event.command.commandId, event.command);
    else if (event.kind === 'ack' && event.ack.status === 'ACCEPTED') this.#onBegun(event);
  }

  #onBegun({ atUs, from, ack }: EventOf<'ack'>): void {
    const command = this.#sent.get(ack.commandId);
    if (command === undefined || this.#begun.has(ack.commandId)) return;
    this.#begun.add(ack.commandId);
    const { device, op, epoch, sequence } = command;
    const begun = { epoch, sequence, uptimeMs: ack.uptimeMs ?? atUs / 1000, boots: this.#boots.get(from) ?? 0 };
    const barrier = this.#barriers.get(device);
    const isOlder =
      barrier !== undefined && (epoch < barrier.epoch || (epoch === barrier.epoch && sequence < barrier.sequence));
    // The order is the device's own: the network may bring its answers in another.
    if (isOlder && (begun.boots > barrier.boots || begun.uptimeMs > barrier.uptimeMs)) {
      this.breach(atUs, `${device} began ${op} (${sequence}) after its safe operation (${barrier.sequence})`);
    } else if (!isOlder && this.#safe.get(device) === op) {
      this.#barriers.set(device, begun);
    }
  }
}
