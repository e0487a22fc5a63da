/** The faults of one run: begun at their instants, healed at theirs, and asked for evidence at the end. */
import { hashText, mix } from '@understudy/sim-devices';
import type { VirtualSession } from '@understudy/twin';
import { FAULTS } from '../faults/catalogue.ts';
import type { ActiveFault, FaultKind } from '../faults/fault-kind.ts';
import type { RoomIndex } from '../monitors/room-index.ts';
import type { FaultRecord } from '../scenario/schema.ts';

const MS_US = 1000;
const NEVER_US = Number.POSITIVE_INFINITY;

/** What a fault left behind: a run with a fault that never fired is invalid, not passed. */
export interface FaultEvidence {
  readonly fault: string;
  readonly target: string;
  readonly atMs: number;
  readonly fired: number;
}

/** A fault of the plan begins, or is over. */
export interface FaultEvent {
  readonly phase: 'injected' | 'healed';
  readonly atUs: number;
  readonly fault: string;
  readonly target: string;
}

interface Running {
  readonly record: FaultRecord;
  readonly kind: FaultKind;
  readonly active: ActiveFault;
  readonly untilUs: number;
  healed: boolean;
}

/** Hears of faults as they come and go. */
export interface FaultListener {
  injected(atUs: number, kind: FaultKind, target: string): void;
  healed(atUs: number, kind: FaultKind, target: string): void;
}

export class FaultCast {
  readonly #session: VirtualSession;
  readonly #index: RoomIndex;
  readonly #listener: FaultListener;
  readonly #seed: number;
  readonly #running: Running[] = [];

  constructor(session: VirtualSession, index: RoomIndex, seed: number, listener: FaultListener) {
    this.#session = session;
    this.#index = index;
    this.#seed = seed;
    this.#listener = listener;
  }

  /** When a fault wants to act or is over, in µs; Infinity for never. */
  get nextAtUs(): number {
    let next = NEVER_US;
    for (const { active, untilUs, healed } of this.#running) {
      if (!healed) next = Math.min(next, untilUs, active.nextAtUs ?? NEVER_US);
    }
    return next;
  }

  /** @throws RangeError for a fault that the catalogue does not know; plans are checked before they run */
  begin(record: FaultRecord): void {
    const kind = FAULTS.get(record.fault);
    if (kind === undefined) throw new RangeError(`fault: expected one of the catalogue, saw ${record.fault}`);
    const values: Record<string, number> = {};
    for (const [name, { default: usual }] of Object.entries(kind.values)) values[name] = record.values?.[name] ?? usual;
    const seed = mix(this.#seed, hashText(`${record.fault} ${record.target} ${this.#count(record)}`));
    this.#listener.injected(this.#session.nowUs, kind, record.target);
    const active = kind.begin({ session: this.#session, index: this.#index, seed }, record, values);
    const untilUs = record.forMs === 0 ? NEVER_US : (record.atMs + record.forMs) * MS_US;
    this.#running.push({ record, kind, active, untilUs, healed: false });
  }

  /** Does what is due now. */
  due(atUs: number): void {
    for (const running of this.#running) {
      if (running.healed) continue;
      if (running.untilUs <= atUs) this.#heal(running, atUs);
      else if ((running.active.nextAtUs ?? NEVER_US) <= atUs) running.active.due?.(atUs);
    }
  }

  /** See `FaultKind.attends`. */
  reset(): boolean {
    return this.#running.some((running) => running.kind.attends === 'reset' && isActing(running));
  }
  button(plant: string): boolean {
    return this.#attends('button', plant);
  }
  device(id: string): boolean {
    return this.#attends('device', id);
  }

  healAll(atUs: number): void {
    for (const running of this.#running) if (!running.healed) this.#heal(running, atUs);
  }

  evidence(): FaultEvidence[] {
    return this.#running.map(({ record, active }) => ({
      fault: record.fault,
      target: record.target,
      atMs: record.atMs,
      fired: active.fired,
    }));
  }

  #attends(what: FaultKind['attends'], target: string): boolean {
    return this.#running.some(
      (running) => running.kind.attends === what && running.record.target === target && isActing(running),
    );
  }

  /** Earlier faults of the same kind and target: a record's draws must not change when another record is taken away. */
  #count({ fault, target }: FaultRecord): number {
    return this.#running.filter(({ record }) => record.fault === fault && record.target === target).length;
  }

  #heal(running: Running, atUs: number): void {
    running.healed = true;
    running.active.heal(atUs);
    this.#listener.healed(atUs, running.kind, running.record.target);
  }
}

/** It has something to do yet. */
function isActing({ healed, active }: Running): boolean {
  return !healed && (active.nextAtUs ?? NEVER_US) < NEVER_US;
}
