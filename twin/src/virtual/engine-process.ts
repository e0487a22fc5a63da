/**
 * The engine as a process on a machine: it crashes, its disk fails, it stalls, a second one takes over. What it would have
 * written is kept in memory from the moment a fault needs it: a snapshot then, and each step since, as the journal has them.
 */
import { type Room, tableHashes } from '@understudy/contract';
import {
  type Effect,
  type EngineOptions,
  type EngineRemains,
  type Input,
  type RecordedStep,
  rebuild,
  takeOver,
} from '@understudy/core';
import type { Network } from '../network/network.ts';
import type { FirmwareSet } from '../world/types.ts';
import { type EffectSink, EngineShell, type StepHazard } from './engine-shell.ts';
import type { GuestList } from './guest-list.ts';
import { type SessionOptions, START_UNIX_MS } from './types.ts';

/** What the process needs of the session around it. */
export interface ProcessSession extends EffectSink {
  readonly nowUs: number;
  readonly guests: GuestList;
  readonly network: Network;
  /** Ends the engine's connection, or makes it anew. */
  engineLink(up: boolean): void;
}

/** Where a crash hits: what of the step is on disk, and what has left. */
export const CRASH_BOUNDARIES = ['before_append', 'before_step', 'before_effects', 'among_effects'] as const;
export type CrashBoundary = (typeof CRASH_BOUNDARIES)[number];
/** What the next process finds on the disk. */
export type Disk = 'whole' | 'corrupt' | 'missing';

export interface CrashPlan {
  readonly boundary: CrashBoundary;
  /** Only steps that send a command count. */
  readonly atCommand: boolean;
  /** It is the n-th step that counts, from 1. */
  readonly step: number;
  /** Steps before it that did not reach the disk: their commit was still under way, so nothing of them has left either. */
  readonly tornSteps: number;
  readonly disk: Disk;
  /** From the crash to the next process, µs; Infinity: not by itself. */
  readonly downUs: number;
}

/** Options of a session's first engine. */
export function engineOptionsOf({ key, tables }: FirmwareSet, options: SessionOptions): EngineOptions {
  const { seed, epoch = 1, startUnixMs = START_UNIX_MS, dryRun = false, observe = false, probe } = options;
  const known = { epoch, key, seed, startUnixMs, dryRun, observe, tableHashes: tableHashes(tables) };
  return { ...known, ...(probe !== undefined && { probe }) };
}

export class EngineProcess {
  /** Processes that died so far. */
  crashes = 0;
  /** The last recovery: rolling hash after the last step on disk, as the dead engine had it and as its remains gave it. */
  recovery: { readonly died: string; readonly rebuilt: string } | undefined;
  readonly #session: ProcessSession;
  readonly #shell: EngineShell;
  readonly #room: Room;
  /** Of the running engine, which reads its unix time from here. */
  #options: EngineOptions;
  #snapshot = '';
  #snapshotAtUs = 0;
  #snapshotUnixMs = 0;
  #steps: RecordedStep[] = [];
  /** Rolling hash after the last step on disk. */
  #hash = '';

  constructor(session: ProcessSession, shell: EngineShell, room: Room, options: EngineOptions) {
    this.#session = session;
    this.#shell = shell;
    this.#room = room;
    this.#options = options;
  }

  get up(): boolean {
    return this.#shell.up;
  }
  get epoch(): number {
    return this.#options.epoch;
  }
  /** Inputs and deadlines that a stall has kept waiting so far. */
  get late(): number {
    return this.#shell.late;
  }
  get steps(): number {
    return this.#shell.steps;
  }

  /** The process crashes as planned; it takes steps as ever until then. The returned function gives the plan up. */
  crash(plan: CrashPlan): () => void {
    if (!this.up) return () => undefined;
    this.#checkpoint();
    const torn = plan.tornSteps;
    let left = plan.step;
    let unwritten = torn;
    const hazard: StepHazard = (atUs, inputs) => {
      const effects = this.#shell.engine.step(atUs, inputs);
      if (effects.some(plan.atCommand ? isCommand : isPublication)) left -= 1;
      if (left > 0) {
        this.#append(atUs, inputs);
        this.#session.effects(atUs, effects);
      } else if (unwritten > 0) {
        // The commit that this step waits for will never end.
        unwritten -= 1;
      } else {
        if (plan.boundary !== 'before_append' && torn === 0) this.#append(atUs, inputs);
        if (plan.boundary === 'among_effects' && torn === 0) this.#session.effects(atUs, firstHalf(effects));
        this.#die(plan);
      }
    };
    this.#shell.hazard = hazard;
    return () => {
      if (this.#shell.hazard === hazard) this.#shell.hazard = undefined;
    };
  }

  /** Starts the process again if it is down; returns whether it was. */
  restart(disk: Disk = 'whole'): boolean {
    if (this.up) return false;
    const { takesOver = false } = this.#options;
    const remains: EngineRemains = {
      epoch: this.epoch,
      takesOver,
      startUnixMs: this.#snapshotUnixMs,
      snapshot: this.#snapshot,
      snapshotAtUs: this.#snapshotAtUs,
      steps: this.#steps,
    };
    this.#options = { ...this.#options, epoch: this.epoch + 1, takesOver: true };
    this.recovery = { died: this.#hash, rebuilt: rebuild(this.#room, this.#options, remains)?.hash() ?? '' };
    // A block that is damaged before the end of the journal, or a journal that is not there: nothing is believed.
    const engine = takeOver(this.#room, this.#options, disk === 'whole' ? remains : undefined);
    this.#shell.start(engine, this.#session.nowUs);
    this.#session.engineLink(true);
    return true;
  }

  /** No step for so long, in µs. */
  stall(spanUs: number): void {
    this.#shell.stall(this.#session.nowUs + spanUs);
  }

  /** The wall clock jumps by so much, in ms: unix times in messages do, nothing else may. */
  jumpClock(byMs: number): void {
    (this.#options as { startUnixMs: number }).startUnixMs += byMs;
    // A journal has one start time for all its steps, so what a crash to come shall find begins anew.
    if (this.#shell.hazard !== undefined) this.#checkpoint();
  }

  /**
   * A standby takes over while this engine, which does not know, goes on as a client of its own and tells of each message
   * that it sends. The returned function ends the old one.
   */
  split(onSent: (topic: string) => void): () => void {
    const { guests, network } = this.#session;
    if (!this.up) return () => undefined;
    this.#checkpoint();
    const { engine } = this.#shell;
    const effects = (atUs: number, list: readonly Effect[]): void => {
      for (const effect of list) {
        if (effect.kind !== 'publish') continue;
        network.publish(client, effect.topic, effect.payload, effect.qos, effect.retain, atUs);
        onSent(effect.topic);
      }
    };
    const old = new EngineShell(engine, { effects });
    const client = guests.join({
      name: 'old_engine',
      get nextAtUs() {
        return old.nextAtUs;
      },
      run: () => old.step(),
      receive: (topic, payload, retain, atUs) => old.queue({ kind: 'message', topic, payload, retain }, atUs),
    });
    old.start(engine, this.#session.nowUs);
    network.connect(client, engine.subscriptions, undefined, this.#session.nowUs);
    this.#stop();
    this.restart();
    return () => guests.leave(client, this.#session.nowUs);
  }

  #checkpoint(): void {
    this.#snapshot = this.#shell.engine.snapshot();
    this.#snapshotAtUs = this.#session.nowUs;
    this.#snapshotUnixMs = this.#options.startUnixMs;
    this.#steps = [];
    this.#hash = this.#shell.engine.hash();
  }

  #append(atUs: number, inputs: readonly Input[]): void {
    this.#steps.push({ atUs, inputs: [...inputs] });
    this.#hash = this.#shell.engine.hash();
  }

  #stop(): void {
    this.#shell.hazard = undefined;
    this.#shell.stop();
    this.#session.engineLink(false);
  }

  #die({ downUs, disk }: CrashPlan): void {
    this.crashes += 1;
    this.#stop();
    if (downUs === Number.POSITIVE_INFINITY) return;
    const { guests, nowUs } = this.#session;
    const client = guests.join({
      name: 'supervisor',
      nextAtUs: nowUs + downUs,
      run: () => {
        guests.leave(client, this.#session.nowUs);
        this.restart(disk);
      },
    });
  }
}

/** What leaves of a step that is cut short. What the live view is told does not count: there is none where nobody looks. */
function firstHalf(effects: readonly Effect[]): readonly Effect[] {
  const publications = effects.filter(isPublication);
  return publications.slice(0, Math.ceil(publications.length / 2));
}

function isPublication(effect: Effect): boolean {
  return effect.kind === 'publish';
}
function isCommand(effect: Effect): boolean {
  return effect.kind === 'publish' && effect.topic.endsWith('/cmd');
}
