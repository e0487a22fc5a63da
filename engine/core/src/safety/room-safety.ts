/** The room's safety latch. Set in the step that sees the cause; cleared by `SafetyReset` alone. */
import { SAFETY_KINDS, type SafetyState } from '@understudy/contract';
import { MANUAL, SAFETY } from '../arbitration/outputs.ts';
import type { CommandRecord } from '../commands/command-record.ts';
import type { Core } from '../core.ts';
import { at } from '../errors.ts';
import { ownersGone } from '../graph/freeze.ts';

export interface LatchCause {
  readonly kind: 'E_STOP' | 'FAULT';
  /** Device, controller or person, for people. */
  readonly source: string;
  readonly reason: string;
}

export class RoomSafety {
  readonly #core: Core;
  #cause: LatchCause | null = null;

  constructor(core: Core) {
    this.#core = core;
  }

  get latched(): boolean {
    return this.#cause !== null;
  }

  get cause(): LatchCause | null {
    return this.#cause;
  }

  /** The worst of the latch and of all devices that have been seen. */
  state(): SafetyState {
    if (this.#cause !== null) return { kind: this.#cause.kind, latched: true, reason_code: this.#cause.reason };
    let worst: SafetyState = { kind: 'SAFE', latched: false };
    for (const device of this.#core.room.devices) {
      const safety = this.#core.devices.safety(device.index);
      if (safety === null || safety.kind === 'SAFE') continue;
      if (SAFETY_KINDS.indexOf(safety.kind) > SAFETY_KINDS.indexOf(worst.kind)) worst = safety;
    }
    return worst;
  }

  /**
   * Latches the room: no command that was issued before goes on, every device is sent its safe operation.
   * @param fresh the source was SAFE before, or is a person: a reset under way is then void. A source that merely says
   *   again what it said before the reset does not stop it.
   */
  latch(cause: LatchCause, fresh = true): void {
    const core = this.#core;
    if (fresh) core.reset.interrupt();
    if (this.#cause !== null) {
      if (cause.kind === 'E_STOP' && this.#cause.kind === 'FAULT') {
        this.#cause = cause;
        core.probe?.latch(core.nowUs, cause);
      }
      return;
    }
    this.#cause = cause;
    core.probe?.latch(core.nowUs, cause);
    core.counters.add('safety_latches');
    core.gate.pause('SAFETY_LATCHED');
    core.gameClock.update();
    core.faults.raise('room/latched', {
      kind: 'ROOM_LATCHED',
      severity: 'CRITICAL',
      message: `Room latched: ${cause.kind} of ${cause.source} (${cause.reason})`,
      details: { cause: cause.kind, source: cause.source, reason: cause.reason },
    });
    for (const command of core.commands.inFlight()) {
      if (command.layer !== SAFETY) core.commands.end(command, 'CANCELLED', 'SAFETY_LATCHED');
    }
    core.dispatcher.forgetGraph();
    core.outputs.clearLayer(MANUAL);
    ownersGone(core);
    for (const device of core.room.devices) this.makeSafe(device.index);
    this.#changed();
  }

  /** Sends a device its safe operation and holds its output on the safety layer. */
  makeSafe(device: number): void {
    const { safe } = at(this.#core.room.devices, device);
    if (safe !== null) this.#core.dispatcher.requestSafety(device, safe);
  }

  /**
   * What the device was doing when the room latched has ended: a safe operation that it refused meanwhile, as it was busy, is
   * sent again. One that is under way is not: its own end would be taken for another, and the two would go round in a circle.
   */
  deviceFree(device: number): void {
    const { safe } = at(this.#core.room.devices, device);
    if (safe === null || !this.latched || !this.#core.faults.open.has(`safe/${device}`)) return;
    const isUnderWay = this.#core.commands
      .inFlight()
      .some((command) => command.device === device && command.operation === safe.name);
    if (!isUnderWay) this.makeSafe(device);
  }

  /** The latch is gone: outputs are given back with nothing to go on with. Dispatch stays paused until a person resumes it. */
  clear(): void {
    const core = this.#core;
    this.#cause = null;
    core.probe?.latch(core.nowUs, null);
    core.gate.pause('MANUAL_PAUSE');
    core.gate.resume('SAFETY_LATCHED');
    core.outputs.clearLayer(SAFETY);
    for (const device of core.room.devices) {
      core.marks.touchIn('device', device.id);
      core.interlocks.reassert(device.index);
    }
    core.faults.close('room/latched');
    for (const device of core.room.devices) core.faults.close(`safe/${device.index}`);
    this.#changed();
  }

  /**
   * Whether a device refuses its safe operation because it is latched itself: it drove its safe state before the order came,
   * so the order is superseded and nothing is wrong. Judged by the safety state of that very answer.
   */
  alreadySafe(command: CommandRecord, reason: string | null): boolean {
    if (reason !== 'SAFETY_BLOCKED' || command.layer !== SAFETY) return false;
    if (at(this.#core.room.devices, command.device).safe?.name !== command.operation) return false;
    const safety = this.#core.devices.safety(command.device);
    return safety?.latched === true && (safety.kind === 'E_STOP' || safety.kind === 'FAULT');
  }

  /** A safe operation has ended: one that a device neither did nor made needless by its own latch is a fault. */
  commandEnded(command: CommandRecord): void {
    const device = at(this.#core.room.devices, command.device);
    if (device.safe?.name !== command.operation) return;
    const { status, reason } = command;
    if (status === 'COMPLETED' || reason === 'ALREADY_SAFE') this.#core.faults.close(`safe/${device.index}`);
    if (status !== 'FAILED' && status !== 'REJECTED' && status !== 'INDETERMINATE') return;
    this.#core.faults.raise(`safe/${device.index}`, {
      kind: 'SAFE_OPERATION_FAILED',
      severity: 'CRITICAL',
      message: `${device.id} did not confirm its safe operation: ${reason ?? status}`,
      details: { device: device.id, reason: reason ?? status },
    });
  }

  /** A latch without a cause that can be read: a snapshot that was missing or broken. */
  save(): LatchCause | null {
    return this.#cause;
  }

  load(cause: LatchCause | null): void {
    this.#cause = cause;
  }

  #changed(): void {
    this.#core.status.touch();
    this.#core.marks.touch('engine');
    this.#core.marks.touch('reset');
  }
}
