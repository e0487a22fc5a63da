import { LIMITS } from '@understudy/contract';
import { ENGINES } from './command-stream.ts';
import { Disturbance } from './disturbance.ts';
import { Invariant } from './invariant.ts';
import type { EventOf, SentAck, WatchEvent } from './watch-event.ts';

const FORGETFUL = 'controller.reset_forgetful';
const QUIET_US = 30_000_000;

/** What a device has said of one command so far. */
interface Told {
  /** Boots of its controller by then. */
  readonly boots: number;
  readonly status: string;
  readonly uptimeMs: number;
  /** When it began, by its own clock. */
  readonly begunMs: number | undefined;
  /** How often its controller had said hello when the device told of the command first. */
  readonly hellos: number;
}

/**
 * 15: a command has one effect: it is begun once, and its end does not change. Judged by the controller's own clock, as
 * the network may bring acknowledgements in another order, and over resets: what was begun in one boot is not begun again
 * in the next. An end that is told again is no effect, and a beginning of the same instant is a copy: the network may bring
 * one long after the controller has reset. A device remembers so many commands and no more, and none over a reset: a copy of
 * one that it has forgotten is refused for its sequence, and begins nothing.
 */
export class SingleEffect extends Invariant {
  readonly number = 15;
  readonly title = 'No command has more than one effect';
  readonly hears = ['command', 'ack', 'hello', 'injected', 'healed'] as const;
  readonly #told = new Map<string, Told>();
  readonly #boots = new Map<string, number>();
  readonly #hellos = new Map<string, number>();
  readonly #disturbance = new Disturbance('network');
  /** Controllers that have lost their memory of commands, and commands of which somebody else has sent a copy. */
  readonly #forgetful = new Set<string>();
  readonly #replayed = new Set<string>();
  /** How many commands each device has been sent, and which of them each command was. */
  readonly #sent = new Map<string, number>();
  readonly #places = new Map<string, number>();

  onEvent(event: WatchEvent): void {
    this.#disturbance.hear(event);
    if (event.kind === 'injected' && event.fault === FORGETFUL) this.#forgetful.add(event.target);
    else if (event.kind === 'hello') {
      this.#boots.set(event.controller, event.bootCount);
      this.#hellos.set(event.controller, this.#hellosOf(event.controller) + 1);
    } else if (event.kind === 'command') this.#onCommand(event);
    else if (event.kind === 'ack' && event.ack.commandId !== '') this.#onAck(event);
  }

  #onCommand({ from, command: { device, commandId } }: EventOf<'command'>): void {
    if (!ENGINES.includes(from)) this.#replayed.add(commandId);
    if (!ENGINES.includes(from) || this.#places.has(commandId)) return;
    const place = (this.#sent.get(device) ?? 0) + 1;
    this.#sent.set(device, place);
    this.#places.set(commandId, place);
  }

  #onAck({ atUs, from, ack }: EventOf<'ack'>): void {
    const { commandId, status, device } = ack;
    const uptimeMs = ack.uptimeMs ?? atUs / 1000;
    const last = this.#told.get(commandId);
    if (last !== undefined && this.#isTooOld(from, ack, last)) return;
    if (status === 'ACCEPTED' && last?.begunMs === uptimeMs) return;
    const begunMs = status === 'ACCEPTED' ? uptimeMs : last?.begunMs;
    const now: Told = {
      boots: this.#boots.get(from) ?? 0,
      status,
      uptimeMs,
      begunMs,
      hellos: last?.hellos ?? this.#hellosOf(from),
    };
    if (last === undefined || isLater(now, last)) this.#told.set(commandId, status === 'REJECTED' && last ? last : now);
    if (last === undefined || !isLater(now, last)) return;
    if (now.boots !== last.boots) {
      if (status === 'ACCEPTED' && last.status !== 'REJECTED' && !this.#isCopyForForgetful(atUs, from, commandId))
        this.breach(atUs, `${device} began ${commandId} in two boots`);
    } else if (last.status !== 'ACCEPTED' && last.status !== 'REJECTED' && status !== last.status) {
      this.breach(atUs, `${commandId} of ${device} ended as ${last.status} and then said ${status}`);
    }
  }

  /** Played again once a newer engine has taken over it is refused for its epoch before anything else is looked at. */
  #isTooOld(from: string, { device, commandId, status, reason }: SentAck, { hellos }: Told): boolean {
    if (status !== 'REJECTED') return false;
    if (reason !== 'STALE_SEQUENCE') return reason === 'STALE_EPOCH';
    const later = (this.#sent.get(device) ?? 0) - (this.#places.get(commandId) ?? 0);
    return later >= LIMITS.idempotencyEntries || this.#hellosOf(from) > hellos;
  }

  /** A copy that the network or somebody else brings late is new to a controller that has lost its memory of commands. */
  #isCopyForForgetful(atUs: number, controller: string, commandId: string): boolean {
    const mayBeCopy = this.#replayed.has(commandId) || !this.#disturbance.quietSince(atUs - QUIET_US);
    return this.#forgetful.has(controller) && mayBeCopy;
  }

  #hellosOf(controller: string): number {
    return this.#hellos.get(controller) ?? 0;
  }
}

/** A clock that has wrapped is taken to have gone on. */
function isLater(one: Told, other: Told): boolean {
  if (one.boots !== other.boots) return one.boots > other.boots;
  return (one.uptimeMs - other.uptimeMs) % 2 ** 32 > 0 || one.uptimeMs < other.uptimeMs - 2 ** 31;
}
