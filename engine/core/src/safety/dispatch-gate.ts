/** Whether commands may leave: the reasons for which dispatch is paused, and what a CRITICAL command needs. */
import { PAUSE_REASONS, type PauseReason, type SafetyClass } from '@understudy/contract';
import { type LayerIndex, SAFETY } from '../arbitration/outputs.ts';
import type { Core } from '../core.ts';
import { freezeGraph, thawGraph } from '../graph/freeze.ts';
import { GATE_GUARD, pack } from './safety-guards.ts';

export class DispatchGate {
  readonly #core: Core;
  /** Pause reason to the instant since when it holds. */
  readonly #paused = new Map<PauseReason, number>();
  /** START_GRAPH arms the room, STOP_GRAPH disarms it. */
  armed = false;

  constructor(core: Core) {
    this.#core = core;
  }

  /** The strongest reason for which dispatch is paused; null while it is enabled. */
  get pausedReason(): PauseReason | null {
    return PAUSE_REASONS.find((reason) => this.#paused.has(reason)) ?? null;
  }

  sinceUs(reason: PauseReason): number | undefined {
    return this.#paused.get(reason);
  }

  pause(reason: PauseReason): void {
    if (this.#paused.has(reason)) return;
    this.#paused.set(reason, this.#core.nowUs);
    // What is frozen already stays as it is.
    freezeGraph(this.#core);
    this.#changed();
  }

  /** Takes a reason away. The graph goes on when none is left. */
  resume(reason: PauseReason): void {
    if (!this.#paused.delete(reason)) return;
    if (this.#paused.size === 0) {
      this.#core.gameClock.update();
      thawGraph(this.#core);
    }
    this.#changed();
  }

  /** Why a command may not leave now; null when it may. Safety commands pass whenever the bus is up. */
  refusal(device: number, safetyClass: SafetyClass, layer: LayerIndex): string | null {
    const { probe, nowUs } = this.#core;
    if (probe !== undefined) probe.guard(nowUs, GATE_GUARD, this.#bits(device, safetyClass, layer));
    if (!this.#core.outbox.busUp) return 'BROKER_DOWN';
    if (layer === SAFETY) return null;
    const paused = this.pausedReason;
    if (paused !== null) return paused;
    const mismatch = this.#core.devices.mismatch(device);
    if (mismatch !== null) return mismatch;
    if (safetyClass !== 'CRITICAL') return null;
    if (!this.armed) return 'NOT_ARMED';
    const presence = this.#core.devices.presence(device);
    if (presence === 'UNSEEN') return 'DEVICE_UNSEEN';
    if (presence === 'OFFLINE') return 'DEVICE_OFFLINE';
    return this.#core.devices.safe(device) ? null : 'DEVICE_NOT_SAFE';
  }

  #bits(device: number, safetyClass: SafetyClass, layer: LayerIndex): number {
    const { outbox, devices } = this.#core;
    const paused = this.pausedReason !== null;
    const online = devices.presence(device) === 'ONLINE';
    const critical = safetyClass === 'CRITICAL';
    return pack(outbox.busUp, layer === SAFETY, paused, critical, this.armed, online, devices.safe(device));
  }

  save(): SavedGate {
    return { armed: this.armed, paused: [...this.#paused] };
  }

  load(saved: SavedGate): void {
    this.armed = saved.armed;
    this.#paused.clear();
    for (const [reason, sinceUs] of saved.paused) this.#paused.set(reason, sinceUs);
  }

  #changed(): void {
    this.#core.status.touch();
    this.#core.marks.touch('engine');
  }
}

export interface SavedGate {
  readonly armed: boolean;
  readonly paused: readonly (readonly [PauseReason, number])[];
}
