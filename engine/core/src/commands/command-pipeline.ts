/**
 * The command pipeline: signs, sends, retries before ACCEPTED, and brings every command to an end. What the ends mean
 * for graph and outputs is the dispatcher's business.
 */
import { createSigner, DEFAULTS, encodeCommand, type Signer } from '@understudy/contract';
import { SAFETY } from '../arbitration/outputs.ts';
import { type Core, unixMs } from '../core.ts';
import { assert, at } from '../errors.ts';
import { commandSlots, HISTORY_MAX, OPEN_PER_DEVICE_MAX } from './command-bounds.ts';
import {
  type CommandRecord,
  type CommandRequest,
  type CommandStatus,
  endsWork,
  inFlight,
  isOpen,
  type SavedCommands,
} from './command-record.ts';
import { takenForLate } from './read-back.ts';

const US_PER_MS = 1000;
const ACK_TIMEOUT_US = DEFAULTS.ackTimeoutMs * US_PER_MS;
/** An indeterminate command waits this long for a read-back: healthy rooms have nothing pending after 30 s. */
const READ_BACK_BOUND_US = 20_000 * US_PER_MS;
const NONE_OPEN: readonly CommandRecord[] = [];
const ALREADY_SAFE = 'ALREADY_SAFE';

export class CommandPipeline {
  readonly #core: Core;
  readonly #signer: Signer;
  /** All commands remembered, in order of issue. */
  readonly #records = new Map<string, CommandRecord>();
  readonly #slots: (CommandRecord | undefined)[];
  readonly #freeSlots: number[] = [];
  readonly #sequences: number[];
  readonly #openOfDevice: number[];

  constructor(core: Core) {
    this.#core = core;
    this.#signer = createSigner(core.options.key);
    const devices = core.room.devices.length;
    this.#slots = new Array<CommandRecord | undefined>(commandSlots(devices)).fill(undefined);
    for (let slot = this.#slots.length - 1; slot >= 0; slot--) this.#freeSlots.push(slot);
    this.#sequences = new Array<number>(devices).fill(0);
    this.#openOfDevice = new Array<number>(devices).fill(0);
  }

  get records(): ReadonlyMap<string, CommandRecord> {
    return this.#records;
  }

  /** Commands in flight or indeterminate. */
  get openCount(): number {
    return this.#slots.length - this.#freeSlots.length;
  }

  openOf(device: number): number {
    return at(this.#openOfDevice, device);
  }

  /** The device's commands that are in flight or indeterminate. */
  open(device: number): readonly CommandRecord[] {
    // Stryker disable next-line ConditionalExpression: a short cut, asked with every state; nothing is found without it either
    if (this.openOf(device) === 0) return NONE_OPEN;
    return this.#slots.filter((record) => record?.device === device) as CommandRecord[];
  }

  /** Whether a bound forbids another command; the safety layer has slots of its own. */
  full(request: CommandRequest): boolean {
    if (this.#freeSlots.length === 0) return true;
    if (request.layer === SAFETY) return false;
    const reserved = 2 * this.#core.room.devices.length;
    return this.#freeSlots.length <= reserved || this.openOf(request.device) >= OPEN_PER_DEVICE_MAX;
  }

  /** Issues a command; the caller has passed the gate and `full`. */
  issue(request: CommandRequest): CommandRecord {
    const { room, options } = this.#core;
    const device = at(room.devices, request.device);
    const sequence = (this.#sequences[request.device] ?? 0) + 1;
    this.#sequences[request.device] = sequence;
    const id = this.#core.ids.next();
    const payload = encodeCommand(this.#signer, {
      room_id: room.id,
      device_id: device.id,
      command_id: id,
      correlation_id: request.correlation,
      sequence,
      issued_at_unix_ms: unixMs(this.#core, this.#core.nowUs),
      action: request.action,
      safety_class: request.safetyClass,
      epoch: options.epoch,
      parameters: request.parameters,
    });
    const slot = this.#freeSlots.pop();
    assert(slot !== undefined, 'a free command slot');
    const record: CommandRecord = {
      ...request,
      id,
      sequence,
      payload,
      slot,
      issuedAtUs: this.#core.nowUs,
      status: 'SENT',
      reason: null,
      attempts: 1,
      endedAtUs: null,
    };
    this.#slots[slot] = record;
    this.#openOfDevice[request.device] = this.openOf(request.device) + 1;
    this.#remember(record);
    if (request.output >= 0) this.#core.outputs.sent(request.output, request.operation, id);
    this.#core.counters.add('commands_issued');
    this.#probe(record, null);
    if (options.dryRun === true) {
      record.status = 'ACCEPTED';
      this.#probe(record, 'SENT');
      this.#setTimer(record, request.virtualUs);
    } else {
      this.#core.outbox.publish(device.commandTopic, payload, 1, false);
      this.#setTimer(record, ACK_TIMEOUT_US);
    }
    return record;
  }

  /** Remembers a manual request that was refused, so that people see it among the commands. */
  refuse(request: CommandRequest, reason: string): void {
    const record: CommandRecord = {
      ...request,
      id: this.#core.ids.next(),
      sequence: 0,
      payload: '',
      slot: -1,
      issuedAtUs: this.#core.nowUs,
      status: 'REFUSED',
      reason,
      attempts: 0,
      endedAtUs: this.#core.nowUs,
    };
    this.#remember(record);
    this.#probe(record, null);
    this.#core.counters.add('commands_refused');
  }

  /** Whether a command of this device and cause is known by this id. */
  fits(device: number, id: string, correlation: string): boolean {
    return this.#find(device, id, correlation) !== undefined;
  }

  /** An acknowledgement has come. One without a command that it fits changes only counters. */
  acknowledge(device: number, id: string, correlation: string, status: string, reason: string | null): void {
    const record = this.#find(device, id, correlation);
    if (record === undefined) {
      this.#core.counters.add('ack_unmatched');
      return;
    }
    if (status === 'ACCEPTED' || status === 'COMPLETED') this.#core.outputs.taken(record.output, id);
    if (!isOpen(record) || this.#core.options.dryRun === true) {
      this.#core.counters.add('ack_duplicate');
      if (endsWork(record, status)) this.#core.safety.deviceFree(device);
      return;
    }
    switch (status) {
      case 'ACCEPTED':
        if (record.status === 'SENT') {
          record.status = 'ACCEPTED';
          this.#setTimer(record, record.completionUs);
          this.#changed(record, 'SENT');
        } else {
          this.#core.counters.add('ack_duplicate');
        }
        return;
      case 'COMPLETED':
        this.end(record, 'COMPLETED', null);
        return;
      case 'FAILED':
        this.end(record, 'FAILED', reason ?? 'UNSTATED');
        return;
      default:
        if (reason === 'STALE_SEQUENCE') takenForLate(this.#core, record);
        else if (this.#core.safety.alreadySafe(record, reason)) this.end(record, 'SUPERSEDED', ALREADY_SAFE);
        else this.end(record, 'REJECTED', reason ?? 'UNSTATED');
    }
  }

  /** The timer of a slot has fired. */
  timeOut(slot: number): void {
    const record = at(this.#slots, slot);
    if (record.status === 'INDETERMINATE') {
      this.end(record, 'LOST', record.reason);
    } else if (this.#core.options.dryRun === true) {
      this.end(record, 'COMPLETED', null);
    } else if (record.status === 'ACCEPTED') {
      this.makeIndeterminate(record, 'COMPLETION_TIMEOUT');
    } else if (record.attempts <= DEFAULTS.retriesBeforeAccepted && !this.#isForbiddenByNow(record)) {
      record.attempts++;
      this.#core.counters.add('commands_retried');
      this.#core.outbox.publish(at(this.#core.room.devices, record.device).commandTopic, record.payload, 1, false);
      this.#setTimer(record, ACK_TIMEOUT_US);
      this.#changed(record, 'SENT');
    } else {
      this.makeIndeterminate(record, 'ACK_TIMEOUT');
    }
  }

  /** Nobody knows whether the command took effect: whoever waits is told, the next state message resolves it. */
  makeIndeterminate(record: CommandRecord, reason: string): void {
    const before = record.status;
    record.status = 'INDETERMINATE';
    record.reason = reason;
    this.#core.counters.add(`commands_${reason.toLowerCase()}`);
    this.#setTimer(record, READ_BACK_BOUND_US);
    this.#changed(record, before);
    this.#core.dispatcher.commandEnded(record);
  }

  /** Ends a command. Whoever waited for it is told, once. */
  end(record: CommandRecord, status: CommandStatus, reason: string | null): void {
    assert(isOpen(record), 'a command ends once');
    const before = record.status;
    record.status = status;
    record.reason = reason;
    record.endedAtUs = this.#core.nowUs;
    if (status === 'REJECTED') this.#core.outputs.refused(record.output, record.id);
    if (status === 'COMPLETED' || reason === ALREADY_SAFE) this.#core.outputs.taken(record.output, record.id);
    this.#core.timers.clear(this.#core.layout.command + record.slot);
    this.#slots[record.slot] = undefined;
    this.#freeSlots.push(record.slot);
    record.slot = -1;
    this.#openOfDevice[record.device] = this.openOf(record.device) - 1;
    this.#core.counters.add(`commands_${status.toLowerCase()}`);
    this.#changed(record, before);
    if (before === 'INDETERMINATE') return;
    this.#core.dispatcher.commandEnded(record);
  }

  /** All that are in flight, in order of issue. */
  inFlight(): CommandRecord[] {
    return [...this.#records.values()].filter(inFlight);
  }

  save(): SavedCommands {
    return {
      records: [...this.#records.values()],
      freeSlots: [...this.#freeSlots],
      sequences: [...this.#sequences],
    };
  }

  load(saved: SavedCommands): void {
    this.#records.clear();
    this.#slots.fill(undefined);
    this.#openOfDevice.fill(0);
    this.#freeSlots.splice(0, this.#freeSlots.length, ...saved.freeSlots);
    saved.sequences.forEach((sequence, device) => {
      this.#sequences[device] = sequence;
    });
    for (const record of saved.records) {
      this.#records.set(record.id, record);
      if (!isOpen(record)) continue;
      this.#slots[record.slot] = record;
      this.#openOfDevice[record.device] = this.openOf(record.device) + 1;
    }
  }

  /** A copy is sent into the room as it stands now: an interlock may have begun to hold since the first one. */
  #isForbiddenByNow({ layer, device, operation }: CommandRecord): boolean {
    return layer !== SAFETY && this.#core.interlocks.refusal(device, operation) !== null;
  }

  #find(device: number, id: string, correlation: string): CommandRecord | undefined {
    const record = this.#records.get(id);
    return record?.device === device && record.correlation === correlation ? record : undefined;
  }

  #remember(record: CommandRecord): void {
    this.#records.set(record.id, record);
    this.#core.marks.touchIn('command', record.id);
    if (this.#records.size <= HISTORY_MAX) return;
    for (const [id, old] of this.#records) {
      if (isOpen(old)) continue;
      this.#records.delete(id);
      this.#core.marks.touchIn('command', id);
      return;
    }
  }

  #changed(record: CommandRecord, before: CommandStatus): void {
    this.#core.marks.touchIn('command', record.id);
    this.#probe(record, before);
  }

  #probe(record: CommandRecord, before: CommandStatus | null): void {
    this.#core.probe?.command(this.#core.nowUs, record, before);
  }

  #setTimer(record: CommandRecord, delayUs: number): void {
    this.#core.timers.set(this.#core.layout.command + record.slot, this.#core.nowUs + delayUs);
  }
}
