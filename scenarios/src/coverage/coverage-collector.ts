/** What one run has reached. Made anew for each run, over the room's one map; looks on and changes nothing. */
import { LAYERS } from '@understudy/contract';
import {
  COMMAND_STATUSES,
  type CommandStatus,
  type EngineProbe,
  type LatchCause,
  type ProbedCommand,
} from '@understudy/core';
import type { Monitor, VirtualEvent } from '@understudy/twin';
import type { Collector } from '../run/collector.ts';
import type { FaultEvent } from '../run/fault-cast.ts';
import { BusWatch } from './bus-watch.ts';
import type { CoverageMap } from './coverage-map.ts';
import { GraphWatch } from './graph-watch.ts';
import { COMBINED_BITS_MAX } from './guard-names.ts';
import { RareStates } from './rare-states.ts';

const STATUS_AT = Object.fromEntries(COMMAND_STATUSES.map((status, place) => [status, place])) as Record<
  CommandStatus,
  number
>;

export class CoverageCollector implements Collector, EngineProbe {
  readonly monitor: Monitor;
  readonly #map: CoverageMap;
  readonly #seen: Uint8Array;
  readonly #rare: RareStates;
  readonly #graph: GraphWatch;
  /** How many of each fault are at work, and the places of those that are. */
  readonly #faults: Uint16Array;
  #active: readonly number[] = [];
  /** The bits last told of each guard: most evaluations see nothing new. */
  readonly #lastBits: Int32Array;

  constructor(map: CoverageMap) {
    this.#map = map;
    this.#seen = new Uint8Array(map.names.length);
    this.#faults = new Uint16Array(map.faultAt.size);
    this.#lastBits = new Int32Array(map.guards.length).fill(-1);
    this.#rare = new RareStates((name) => {
      const place = map.sometimesAt.get(name);
      if (place !== undefined) this.#seen[map.base.sometimes + place] = 1;
    });
    this.#graph = new GraphWatch(map, this.#seen, this.#rare);
    this.monitor = new BusWatch(this.#rare);
  }

  get probe(): EngineProbe {
    return this;
  }

  /** `category:name` of all that was reached, sorted. */
  reached(): readonly string[] {
    const { sorted, names } = this.#map;
    const reached: string[] = [];
    for (const number of sorted) {
      const name = names[number];
      if (this.#seen[number] === 1 && name !== undefined) reached.push(name);
    }
    return reached;
  }

  onFault({ phase, fault }: FaultEvent): void {
    const place = this.#map.faultAt.get(fault);
    if (place === undefined) return;
    this.#faults[place] = (this.#faults[place] ?? 0) + (phase === 'injected' ? 1 : -1);
    this.#active = [...this.#faults.keys()].filter((one) => this.#faults[one] !== 0);
  }

  onEvent(event: VirtualEvent): void {
    if (event.kind === 'act' && event.result.ok && event.action === 'press' && event.plant.startsWith('egress_')) {
      this.#rare.egressPressed();
    }
  }

  edge(atUs: number, from: number, to: number, entered: boolean): void {
    this.#graph.edge(atUs, from, to, entered);
  }

  command(_atUs: number, command: ProbedCommand, before: CommandStatus | null): void {
    const row = this.#map.base.matrix + STATUS_AT[command.status] * this.#faults.length;
    if (before !== command.status) for (const fault of this.#active) this.#seen[row + fault] = 1;
    this.#rare.command(command, before);
  }

  arbitrated(_atUs: number, winner: number, loser: number): void {
    this.#seen[this.#map.base.arbitration + winner * LAYERS.length + loser] = 1;
  }

  guard(_atUs: number, guard: number, bits: number): void {
    if (this.#lastBits[guard] === bits) return;
    this.#lastBits[guard] = bits;
    const first = this.#map.guardBase[guard] ?? 0;
    const width = this.#map.guards[guard]?.names.length ?? 0;
    if (width <= COMBINED_BITS_MAX) this.#seen[first + bits] = 1;
    else for (let bit = 0; bit < width; bit += 1) this.#seen[first + 2 * bit + ((bits >> bit) & 1)] = 1;
  }

  latch(_atUs: number, cause: LatchCause | null): void {
    this.#rare.latch(cause);
  }

  refused(_atUs: number, _by: string, action: string, reason: string): void {
    this.#rare.refused(action, reason);
  }

  restored(_atUs: number, openCommands: number): void {
    this.#rare.restored(openCommands);
  }
}
